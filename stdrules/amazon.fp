// Amazon: what its platforms share. AWS IoT Core stands in aws_iot.fp, Alexa in
// alexa.fp.
//
// One provider, much traffic: the shop, video, adverts and most of the web's
// hosting. Amazon's consumer front end (Server: Server, x-amz-rid, CloudFront)
// stands before all of it, so its headers never decide; AWS IoT is known by
// its endpoint, its ALPN and its topics.
module amazon;

// Video, pictures, adverts and the shop.
list retail : host = [
    "primevideo.com",
    "amazonvideo.com",
    "aiv-cdn.net",
    "aiv-delivery.net",
    "pv-cdn.net",
    "media-amazon.com",
    "images-amazon.com",
    "ssl-images-amazon.com",
    "amazon-adsystem.com",
    "www.amazon.com",
    "atv-ext.amazon.com",
    "atv-ps.amazon.com",
    "fls-na.amazon.com",
    "firs-ta-g7g.amazon.com",
    "mobileanalytics.us-east-1.amazonaws.com",
];

// Amazon's own names.
list own_hosts : host = [
    "amazon.com",
    "amazon.co.uk",
    "amazon.de",
    "amazon.fr",
    "amazon.it",
    "amazon.es",
    "amazon.nl",
    "amazon.se",
    "amazon.pl",
    "amazon.ca",
    "amazon.com.mx",
    "amazon.com.br",
    "amazon.com.au",
    "amazon.co.jp",
    "amazon.in",
    "amazon.cn",
    "a2z.com",
    "amazonalexa.com",
    "amazonvideo.com",
    "primevideo.com",
    "media-amazon.com",
    "images-amazon.com",
    "ssl-images-amazon.com",
    "amazon-adsystem.com",
    "aiv-cdn.net",
    "aiv-delivery.net",
    "pv-cdn.net",
];

// What it rents to anyone.
list hosting : host = ["amazonaws.com", "amazonaws.com.cn", "cloudfront.net"];

// Resources of AWS IoT, by their names in Amazon's grammar, and its indexes.
list iot_resources : text = [
    "\"arn:aws:iot:",
    "\"arn:aws-cn:iot:",
    "\"arn:aws-us-gov:iot:",
    "\"arn:aws:iotwireless:",
    "\"AWS_Things\"",
    "\"AWS_ThingGroups\"",
    "${aws:iot:s3-presigned-url:",
];

// What a signature for its data plane is for.
list iot_signatures : text = ["/iotdata/aws4_request", "/iotdevicegateway/aws4_request"];

// Topics that AWS IoT keeps for itself.
list iot_topics : text = [
    "$aws/things/",
    "$aws/certificates/create",
    "$aws/provisioning-templates/",
    "$aws/events/presence/",
    "$aws/rules/",
];

// Documents of AWS IoT. None of their keys says anything alone.

// A device's shadow: state, and when each part of it was written.
predicate is_shadow() = all of (
    http.response.json["/state/desired"] is present
        or http.response.json["/state/reported"] is present,
    http.response.json["/metadata/desired/**/timestamp"] is present
        or http.response.json["/metadata/reported/**/timestamp"] is present,
    http.response.json["/version"] is present,
    http.response.json["/timestamp"] is present,
);

// Kinds of things, what the index knows of them, and their jobs.
predicate is_thing() =
    all of (
        http.response.json["/**/thingTypeName"] is present,
        http.response.json["/**/thingTypeProperties"] is present,
        http.response.json["/**/thingTypeMetadata"] is present,
    )
    or all of (
        http.response.json["/things/*/thingName"] is present,
        http.response.json["/things/*/thingId"] is present,
        http.response.json["/things/*/connectivity"] is present,
    )
    or http.response.json["/thingIndexingConfiguration/thingIndexingMode"] starts_with "REGISTRY"
    or all of (
        http.response.json["/executionSummaries/*/jobExecutionSummary/executionNumber"] is present,
        http.response.json["/executionSummaries/*/jobExecutionSummary/queuedAt"] is present,
        http.response.json["/executionSummaries/*/jobId"] is present
            or http.response.json["/executionSummaries/*/thingArn"] is present,
    );

// What watches over things.
predicate is_defender() =
    all of (
        http.response.json["/**/securityProfileName"] is present,
        http.response.json["/**/behaviorName"] is present,
        http.response.json["/**/modelStatus"] is present
            or http.response.json["/**/violationEventOccurrenceRange"] is present,
    )
    or all of (
        http.response.json["/violationEvents/*/violationId"] is present,
        http.response.json["/violationEvents/*/securityProfileName"] is present,
        http.response.json["/violationEvents/*/thingName"] is present,
    );

// Audits of devices.
predicate is_audit() =
    all of (
        http.response.json["/findings/*/nonCompliantResource"] is present,
        http.response.json["/findings/*/checkName"] is present,
        http.response.json["/findings/*/taskStartTime"] is present,
    )
    or all of (
        http.response.json["/auditCheckConfigurations"] is present,
        http.response.json["/auditNotificationTargetConfigurations"] is present,
        http.response.json["/roleArn"] starts_with "arn:aws",
    )
    or all of (
        http.response.json["/taskType"] in ["SCHEDULED_AUDIT_TASK", "ON_DEMAND_AUDIT_TASK"],
        http.response.json["/taskStatistics/nonCompliantChecks"] is present,
        http.response.json["/taskStatistics/compliantChecks"] is present,
    );

// Gateways of LoRaWAN.
predicate is_wireless() =
    all of (
        http.response.json["/WirelessGatewayId"] is present,
        http.response.json["/LastUplinkReceivedAt"] is present,
        http.response.json["/ConnectionStatus"] is present
            or http.response.json["/WirelessGatewayTaskDefinitionId"] is present,
    )
    or all of (
        http.response.json["/WirelessDeviceLogOptions"] is present,
        http.response.json["/WirelessGatewayLogOptions"] is present,
        http.response.json["/DefaultLogLevel"] is present,
    )
    or all of (
        http.response.json["/**/Solvers/SemtechGnss/Provider"] == "Semtech",
        http.response.json["/**/Solvers/SemtechGnss/Fec"] is present,
        http.response.json["/**/Destination"] is present,
    )
    or all of (
        http.response.json["/TraceContent/WirelessDeviceFrameInfo"] is present,
        http.response.json["/WirelessDevices"] is present,
        http.response.json["/WirelessGateways"] is present,
    )
    or all of (
        http.response.json["/LoRaWAN/CurrentVersion/PackageVersion"] is present,
        http.response.json["/LoRaWAN/CurrentVersion/Model"] is present,
        http.response.json["/LoRaWAN/CurrentVersion/Station"] is present,
    )
    or all of (
        http.response.json["/Accuracy/HorizontalAccuracy"] is present,
        http.response.json["/SolverProvider"] is present,
        http.response.json["/SolverType"] is present,
    );

provider amazon "Amazon" {
    scope =
        server.name under own_hosts
        or server.name under hosting
        or dns.qname under own_hosts
        or dns.qname under hosting;
}
