// SmartThings: the names of its cloud and the words of its interface.
module lists.smartthings;

list hosts : host = [
    "smartthings.com",
    "samsungiotcloud.com",
    "samsungiotcloud.cn",
    "samsungiots.com",
    "samsungiots.cn",
    // The same names with the search suffix of home routers behind them.
    "smartthings.com.lan",
];

// What hubs and devices ask for: their broker, their firmware, their shard of
// the OCF cloud, and the bare name, by which a hub finds out that it is online.
list device_hosts : host = [
    "smartthings.com",
    "hub.smartthings.com",
    "connectivity.smartthings.com",
    ".connect.smartthings.com",
    "fw-update.smartthings.com",
    "fw-update2.smartthings.com",
    "updaterng.smartthings.com",
    "mqtt-regional-useast1.api.smartthings.com",
    "mqtt-regional-euwest1.api.smartthings.com",
    "mqtt-regional-apnortheast2.api.smartthings.com",
    "mqtt-regional-cnnorth1.samsungiotcloud.cn",
    "ocfconnect-shard-eu02-euwest1.samsungiotcloud.com",
    "ocfconnect-shard-na03-useast2.samsungiotcloud.com",
];

list app_hosts : host = [
    "api.smartthings.com",
    "key.smartthings.com",
    "auth-global.api.smartthings.com",
    "c2c-us.smartthings.com",
    "client.smartthings.com",
    "account.smartthings.com",
    "spigot-regional.api.smartthings.com",
    "spigot-regional-euwest1.api.smartthings.com",
    "spigot-regional-useast2.api.smartthings.com",
    "samsung-connect.samsungiotcloud.com",
    "amigo-conn.samsungiotcloud.com",
    "catalog.samsungiotcloud.com",
    "invitation.samsungiotcloud.com",
    "eula.samsungiotcloud.com",
    "uimetadata.samsungiotcloud.com",
];

// Pages for people: the product's site, its help and its forum.
list sites : host = [
    "www.smartthings.com",
    "blog.smartthings.com",
    "support.smartthings.com",
    "community.smartthings.com",
];

// Servers of devices that wait to be set up.
list setup_servers : text = ["SmartThings SDK Setup", "SmartThings Device SDK"];

list smartapp_phases : text = [
    "PING",
    "CONFIRMATION",
    "CONFIGURATION",
    "INSTALL",
    "UPDATE",
    "UNINSTALL",
    "EVENT",
    "EXECUTE",
    "OAUTH_CALLBACK",
];

list smartapp_types : text = ["WEBHOOK_SMART_APP", "LAMBDA_SMART_APP"];

list samsung_hosts : host = [
    "samsung.com",
    "samsung.cn",
    "smartthings.com",
    "samsungiotcloud.com",
    "samsungiotcloud.cn",
    "samsungiots.com",
    "samsungosp.com",
    "samsungapps.com",
    "samsungcloud.com",
    "samsungqbe.com",
    "samsungdm.com",
    "samsungrs.com",
    "samsungads.com",
    "samsungadhub.com",
    "samsungacr.com",
    "samsungcloudsolution.com",
    "samsungcloud.tv",
    "samsungelectronics.com",
    "samsunghealth.com",
    "samsungknox.com",
    "galaxyappstore.com",
    "samsungconsent.com",
    "ospserver.net",
];

// What devices can do, of the capabilities reference for makers.
list capabilities : text = [
    "airConditionerFanMode",
    "airConditionerMode",
    "airFlowDirection",
    "airQualitySensor",
    "alarm",
    "audioMute",
    "audioNotification",
    "audioVolume",
    "battery",
    "bridge",
    "button",
    "carbonDioxideMeasurement",
    "carbonMonoxideDetector",
    "colorControl",
    "colorTemperature",
    "contactSensor",
    "demandResponseLoadControl",
    "doorControl",
    "dryerOperatingState",
    "energyMeter",
    "execute",
    "fanOscillationMode",
    "fanSpeed",
    "firmwareUpdate",
    "garageDoorControl",
    "healthCheck",
    "illuminanceMeasurement",
    "lock",
    "mediaInputSource",
    "mediaPlayback",
    "mediaPlaybackRepeat",
    "mediaPlaybackShuffle",
    "mediaTrackControl",
    "motionSensor",
    "ocf",
    "ovenSetpoint",
    "powerConsumptionReport",
    "powerMeter",
    "presenceSensor",
    "relativeHumidityMeasurement",
    "remoteControlStatus",
    "robotCleanerMovement",
    "securitySystem",
    "smokeDetector",
    "switch",
    "switchLevel",
    "temperatureMeasurement",
    "thermostat",
    "thermostatCoolingSetpoint",
    "thermostatFanMode",
    "thermostatHeatingSetpoint",
    "thermostatMode",
    "tvChannel",
    "valve",
    "voltageMeasurement",
    "washerOperatingState",
    "waterSensor",
    "windowShade",
    "windowShadeLevel",
];

// The status of a device: component, capability, attribute, value.
predicate is_status() =
    http.response.json["/components/main"] is present
    and http.response.json["/components/*/*/*/value"] is present
    and any of (
        http.response.json["/components/*/switch/switch/value"] is present,
        http.response.json["/components/*/battery/battery/value"] is present,
        http.response.json["/components/*/button/button/value"] is present,
        http.response.json["/components/*/lock/lock/value"] is present,
        http.response.json["/components/*/contactSensor/contact"] is present,
        http.response.json["/components/*/motionSensor/motion"] is present,
        http.response.json["/components/*/presenceSensor/presence"] is present,
        http.response.json["/components/*/temperatureMeasurement/temperature"] is present,
        http.response.json["/components/*/energyMeter/energy"] is present,
        http.response.json["/components/*/mediaPlayback/playbackStatus"] is present,
        http.response.json["/components/*/valve/valve"] is present,
        http.response.json["/components/*/healthCheck/DeviceWatch-DeviceStatus"] is present,
        http.response.json["/components/*/ocf/mnfv"] is present,
        http.response.json["/components/*/custom.disabledCapabilities"] is present,
    );

// A device, or a list of them.
predicate is_device() =
    http.response.json["/**/components/*/capabilities/*/id"] is present
    and http.response.json["/**/deviceId"] is present
    and http.response.json["/**/locationId"] is present
    and any of (
        http.response.json["/**/deviceManufacturerCode"] is present,
        http.response.json["/**/deviceTypeName"] is present,
        http.response.json["/**/presentationId"] is present,
    );

// A command goes to a component and names a capability.
predicate is_command() =
    http.request.json["/commands/*/component"] is present
        and http.request.json["/commands/*/capability"] in capabilities
        and http.request.json["/commands/*/command"] is present
    or http.response.json["/commands/*/component"] is present
        and http.response.json["/commands/*/capability"] in capabilities
        and http.response.json["/commands/*/command"] is present;

// A place, or what a user makes there.
predicate is_home() = any of (
    all of (
        http.response.json["/**/locationId"] is present,
        http.response.json["/**/temperatureScale"] is present,
        http.response.json["/**/regionRadius"] is present,
    ),
    all of (
        http.response.json["/**/sceneId"] is present,
        http.response.json["/**/sceneIcon"] is present,
        http.response.json["/**/sceneColor"] is present,
        http.response.json["/**/lastExecutedDate"] is present,
    ),
);

// Apps of other makers, and where they are installed.
predicate is_app() = any of (
    http.response.json["/**/appType"] in smartapp_types,
    http.request.json["/**/appType"] in smartapp_types,
    http.response.json["/**/installedAppType"] in smartapp_types,
    http.response.json["/oauthClientDetails/scope/*"] starts_with "r:devices",
    http.response.json["/clientName"] is present
        and http.response.json["/scope/*"] matches /^([rwx]:devices|[rwx]:locations)(:[*$]|$)/,
    http.request.json["/clientName"] is present
        and http.request.json["/scope/*"] matches /^([rwx]:devices|[rwx]:locations)(:[*$]|$)/,
    http.response.json["/access_token"] is present
        and http.response.json["/scope"] matches /^[rwx]:(devices|locations):[*$]/,
);

// What happened, and who wants to hear of it.
predicate is_event() = any of (
    http.response.json["/deviceEvent/eventId"] is present
        and http.response.json["/eventType"] == "DEVICE_EVENT",
    http.response.json["/deviceHealthEvent/eventId"] is present
        and http.response.json["/eventType"] == "DEVICE_HEALTH_EVENT",
    http.response.json["/deviceLifecycleEvent/eventId"] is present
        and http.response.json["/eventType"] == "DEVICE_LIFECYCLE_EVENT",
    http.response.json["/locationLifecycleEvent/eventId"] is present
        and http.response.json["/eventType"] == "LOCATION_LIFECYCLE_EVENT",
    http.response.json["/subscriptionFilters/*/type"] == "LOCATIONIDS",
    http.response.json["/**/sourceType"] in ["DEVICE", "CAPABILITY"]
        and http.response.json["/**/installedAppId"] is present
        and http.response.json["/**/stateChangeOnly"] is present,
    http.request.json["/sourceType"] == "CAPABILITY"
        and http.request.json["/subscriptionName"] is present
        and http.request.json["/capability/capability"] in capabilities,
);

// The life of a SmartApp: the platform calls the app's web hook, at
// whatever name the app has.
predicate is_lifecycle() =
    http.request.json["/executionId"] is present
    and http.request.json["/lifecycle"] in smartapp_phases
    and any of (
        http.request.json["/pingData/challenge"] is present,
        http.request.json["/confirmationData/confirmationUrl"] is present,
        http.request.json["/configurationData/installedAppId"] is present,
        http.request.json["/installData/installedApp"] is present,
        http.request.json["/updateData/installedApp"] is present,
        http.request.json["/uninstallData/installedApp"] is present,
        http.request.json["/eventData/installedApp"] is present,
        http.request.json["/oAuthCallbackData/installedAppId"] is present,
    );

// The same call where a recorder took it for an answer, and what
// the app answers.
predicate is_phase() = any of (
    http.response.json["/executionId"] is present
        and http.response.json["/lifecycle"] in smartapp_phases
        and any of (
            http.response.json["/pingData/challenge"] is present,
            http.response.json["/**/installedAppId"] is present,
        ),
    http.response.json["/configurationData/initialize/firstPageId"] is present
        and http.response.json["/configurationData/initialize/permissions"] is present,
    http.response.json["/configurationData/page/pageId"] is present
        and http.response.json["/configurationData/page/nextPageId"] is present
        and http.response.json["/configurationData/page/complete"] is present,
);

// Samsung Connect answers through openresty, as much of the web
// does: it counts only beside keys of the platform.
predicate is_gateway() =
    http.response.header["Server"] starts_with "openresty"
    and http.response.json["/**/deviceId"] is present
    and http.response.json["/**/locationId"] is present
    and 2 of (
        http.response.json["/**/hubId"] is present,
        http.response.json["/**/deviceTypeId"] is present,
        http.response.json["/**/deviceNetworkType"] is present,
    );

// Headers of the interface.
predicate is_header() =
    http.request.header["X-ST-CORRELATION"] is present
    or http.request.header["X-ST-Organization"] is present;

// A device of the SDK tells what happened.
predicate is_topic() =
    mqtt.topic
        matches /^\/v1\/deviceEvents\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\/cbor)?$/;

// What a hub announces by multicast DNS.
predicate is_announced() =
    payload.client at 2 == x"84"
    and payload.client contains ["SmartThings Hub #", "hubv3-"]
    and server.port == 5353
    and flow.transport == "udp";

predicate is_answer() =
    (payload.client matches /(?s)^..\x84.*\x0c_smartthings[\x04\xc0-\xff]/
        or payload.server matches /(?s)^..\x84.*\x0c_smartthings[\x04\xc0-\xff]/)
    and server.port == 5353
    and flow.transport == "udp";

// The server's certificate.
predicate is_certified() =
    payload.server at 0 == x"16 03" and payload.server contains "connect.smartthings.com"
    or tls.cert.san under "connect.smartthings.com";
