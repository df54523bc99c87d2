// Philips Hue: the names of its clouds, and the numbers that its bridges have.
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
