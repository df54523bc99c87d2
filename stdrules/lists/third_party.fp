// Companies that apps of every platform call beside its cloud: adverts,
// analytics and reports of crashes, push messages, and networks that deliver
// files. Their traffic is nobody's IoT, whatever the app calls itself there.
module lists.third_party;

// Sources: the tables of categories of nDPI and of public block lists.
list adverts : host = [
    "adjust.com",
    "adnxs.com",
    "amazon-adsystem.com",
    "applovin.com",
    "appsflyer.com",
    "appsflyersdk.com",
    "chartboost.com",
    "criteo.com",
    "doubleclick.net",
    "googlesyndication.com",
    "inmobi.com",
    "kochava.com",
    "mopub.com",
    "openx.net",
    "pubmatic.com",
    "rubiconproject.com",
    "supersonicads.com",
    "taboola.com",
    "vungle.com",
];

list analytics : host = [
    "amplitude.com",
    "app-measurement.com",
    "appcenter.ms",
    "branch.io",
    "braze.com",
    "braze.eu",
    "bugly.qq.com",
    "bugsnag.com",
    "crashlytics.com",
    "datadoghq.com",
    "facebook.com",
    "flurry.com",
    "google-analytics.com",
    "hotjar.com",
    "igexin.com",
    "instabug.com",
    "jpush.cn",
    "mixpanel.com",
    "newrelic.com",
    "nr-data.net",
    "onesignal.com",
    "pubnub.com",
    "scorecardresearch.com",
    "segment.io",
    "sentry.io",
    "umeng.com",
];

list cdn : host = [
    "akamaihd.net",
    "akamaized.net",
    "cloudfront.net",
    "edgekey.net",
    "fastly.net",
    "jsdelivr.net",
];

predicate is_server() =
    server.name under adverts or server.name under analytics or server.name under cdn;
