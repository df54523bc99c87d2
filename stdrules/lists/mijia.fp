// MiJia: the names of its cloud and the words of its interface.
module lists.mijia;

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

// The shop in the app.
list shop : host = ["shopapi.io.mi.com"];

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
