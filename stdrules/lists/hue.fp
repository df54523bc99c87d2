// Philips Hue: the names of its clouds, the numbers that its bridges have, and the words
// of their interface.
module lists.hue;

list app_hosts : host = [
    "api.meethue.com",
    "discovery.meethue.com",
    "account.meethue.com",
    "api.account.meethue.com",
];

list hosts : host = [
    "meethue.com",
    "dcp.cpp.philips.com",
    "dcp.dc1.philips.com",
    "www.ecdinterface.philips.com",
];

list device_hosts : host = [
    "bridge.meethue.com",
    "ws.meethue.com",
    "time.meethue.com",
    "data.meethue.com",
    "diag.meethue.com",
    "diagnostics.meethue.com",
    "iot.meethue.com",
];

list sites : host = ["meethue.com", "www2.meethue.com", "developers.meethue.com"];

list domains : host = [
    "meethue.com",
    "philips-hue.com",
    "signify.com",
    "cpp.philips.com",
    "ecdinterface.philips.com",
    "dc1.philips.com",
];

// What a bridge's number begins with: the maker's blocks of addresses.
list numbers : text = [nocase "001788", nocase "ecb5fa", nocase "c42996"];

list announced : text = [
    nocase "hue-bridgeid: 001788fffe",
    nocase "hue-bridgeid: ecb5fafffe",
    nocase "hue-bridgeid: c42996fffe",
];

// An announcement or an answer of UPnP with such a number.
predicate is_announced() =
    flow.transport == "udp"
    and (payload.client contains announced or payload.server contains announced);

// What a bridge says of itself, alone or with all it holds; other makers' gateways speak
// alike, under models of their own.
predicate is_config() = any of (
    all of (
        http.response.json["/bridgeid"] starts_with numbers,
        http.response.json["/apiversion"] is present,
        http.response.json["/modelid"] starts_with "BSB00",
    ),
    all of (
        http.response.json["/config/bridgeid"] starts_with numbers,
        http.response.json["/config/apiversion"] is present,
        http.response.json["/config/modelid"] starts_with "BSB00",
        http.response.json["/lights"] is present,
    ),
);

// A resource, by its number in both interfaces.
predicate is_resource() = all of (
    http.response.json["/data/*/id_v1"] starts_with "/",
    http.response.json["/data/*/owner/rtype"] is present,
    http.response.json["/data/*/type"] is present,
    http.response.json["/errors"] is present,
);

// A bridge answers by multicast DNS; who only asks is none.
predicate is_answer() =
    (payload.client matches /(?s)^..\x84.*\x04_hue[\x04\xc0-\xff]/
        or payload.server matches /(?s)^..\x84.*\x04_hue[\x04\xc0-\xff]/)
    and server.port == 5353
    and flow.transport == "udp";

// Numbers that emulators copy, of examples in documents and of each other.
list copied : text = [
    nocase "001788fffe23bfc2",
    nocase "001788255acc",
    nocase "001788fffe09a206",
    nocase "00178809a206",
];

// A gateway or a program that calls itself a bridge, so that apps find it: by its name, by
// a copied number, or by the key of emulators on ESP boards.
predicate is_emulator() =
    payload.client contains nocase "gwid.phoscon.de"
    or payload.server contains nocase "gwid.phoscon.de"
    or payload.client contains copied
    or payload.server contains copied
    or http.response.body contains copied
    or http.response.json["/modelid"] == "deCONZ"
    or http.response.body contains [">001788102201<", ">0017880ae670<"]
    or http.request.path starts_with "/api/2WLEDHardQrI3WHYTHoMcXHgEspsM8ZZRpSKtBQr";
