// MiJia: the names of its cloud and the words of its interface.
module lists.mijia;

import lists.certificate;

list hosts : host = ["io.mi.com", "mijia.tech"];

list app_hosts : host = [
    ".api.io.mi.com",
    ".api.mijia.tech",
    "api2.mina.mi.com",
    "userprofile.mina.mi.com",
    "api.home.mi.com",
    ".miot-spec.org",
];

list device_hosts : host = [
    ".ot.io.mi.com",
    ".ott.io.mi.com",
    ".ots.io.mi.com",
    "dns.io.mi.com",
    ".mqtt.io.mi.com",
    // Peer to peer video: xiaomi<n>.p2psy<n>.
    ".p2psy1.io.mi.com",
    ".p2psy2.io.mi.com",
    ".p2psy3.io.mi.com",
    ".p2psy1.mijia.tech",
    ".p2psy2.mijia.tech",
    ".p2psy3.mijia.tech",
];

// The shop in the app; bands and scales, whose app is another.
list others : host = [".shopapi.io.mi.com", ".hlth.io.mi.com", "sts-hlth.io.mi.com"];

list xiaomi_hosts : host = [
    "mi.com",
    "xiaomi.com",
    "xiaomi.net",
    "miui.com",
    "mijia.tech",
    "miot-spec.org",
    "xiaomiyoupin.com",
    "youpin.cn",
    "mipay.com",
    "mi-img.com",
    "mifile.cn",
    "migames.com",
    "duokan.com",
    "miwifi.com",
    "xiaomiev.com",
    "xiaomixiaoai.com",
];

// What the platform asks of the cloud of another maker.
list intents : text = [
    "get-devices",
    "get-device-status",
    "get-properties",
    "set-properties",
    "invoke-action",
    "subscribe",
    "unsubscribe",
];

// The level "hard" of the paper: a list of devices, each with its
// id and a model of three parts.
predicate is_device_list() =
    http.response.json["/result/list/*/did"] is present
    and http.response.json["/result/list/*/model"] matches /^[a-z0-9]+(\.[a-z0-9_-]+){2,}$/
    and any of (
        http.response.json["/result/list/*/pd_id"] is present,
        http.response.json["/result/list/*/is_online"] is present,
        http.response.json["/result/list/*/isOnline"] is present,
    );

// The same list in any envelope: the model's first part is a maker of the
// platform, and none that has a cloud of its own (lumi, dreame, roborock).
predicate is_model() =
    http.response.json["/**/model"]
        matches /^(chuangmi|yeelink|zhimi|viomi|roidmi|philips|qmi|zimi|mijia|xiaomi|miaomiaoce|cuco|isa|madv|hmpace|yunmi)\.[a-z0-9_]+\.[a-z0-9_-]+$/
    and http.response.json["/**/did"] is present;

// Properties and actions by service and property number. Makers whose
// clouds grew from this one put the same a step deeper.
predicate is_instance() = any of (
    all of (
        http.response.json["/result/*/did"] is present,
        http.response.json["/result/*/siid"] is present,
        http.response.json["/result/*/piid"] is present,
    ),
    all of (
        http.response.json["/properties/*/did"] is present,
        http.response.json["/properties/*/siid"] is present,
        http.response.json["/properties/*/piid"] is present,
    ),
    all of (
        http.request.json["/properties/*/did"] is present,
        http.request.json["/properties/*/siid"] is present,
        http.request.json["/properties/*/piid"] is present,
    ),
    all of (
        http.request.json["/params/*/did"] is present,
        http.request.json["/params/*/siid"] is present,
        http.request.json["/params/*/piid"] is present,
    ),
    all of (
        http.request.json["/action/did"] is present,
        http.request.json["/action/siid"] is present,
        http.request.json["/action/aiid"] is present,
    ),
    all of (
        http.response.json["/action/did"] is present,
        http.response.json["/action/siid"] is present,
        http.response.json["/action/aiid"] is present,
    ),
);

// The platform asks the cloud of another maker.
predicate is_intent() =
    http.request.json["/intent"] in intents
        and http.request.json["/requestId"] is present
        and (http.request.header["User-Token"] is present
            or http.request.json["/**/did"] is present
            or http.request.json["/**/siid"] is present)
    or http.response.json["/intent"] in intents
        and http.response.json["/requestId"] is present
        and (http.response.json["/**/did"] is present or http.response.json["/**/siid"] is present);

// The server's certificate; that of bands and scales, and of the shop, is another.
predicate is_certified() =
    certificate.is_for(["io.mi.com", "mijia.tech"]) and not tls.cert.san in others;

// The name service over HTTP.
predicate is_name_service() =
    http.request.path == "/gslb"
    and http.request.query["dm"] in ["ots.io.mi.com", "ot.io.mi.com", "ott.io.mi.com"];

// A device tells what changed.
predicate is_topic() =
    mqtt.topic
        matches /^device\/[^\/]+\/up\/(properties_changed|event_occured)\/([0-9]+\/[0-9]+|#)$/;

// The name of another company.
predicate is_elsewhere() =
    server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under xiaomi_hosts;
