// Aliyun IoT: the words of its control plane, of the documents of its interface.
module lists.aliyun;

// An answer about a product, a rule or a device.
predicate is_answer() = all of (
    http.response.body matches /^\s*\{/,
    http.response.body contains "\"RequestId\"",
    http.response.body contains ["\"ProductKey\"", "\"IotId\""],
    http.response.body contains [
        "\"NodeType\"",
        "\"ShortTopic\"",
        "\"TopicShortName\"",
        "\"AliyunCommodityCode\"",
    ]
        or all of (
            http.response.body contains "\"IotId\"",
            http.response.body contains "\"DeviceName\"",
        ),
);

// What devices told before, what is done with it, and groups of devices: each answer
// has the number of the call, whether it went well, and words of the interface's own.
predicate is_about_things() =
    http.response.body matches /^\s*\{/
    and http.response.body contains "\"RequestId\""
    and http.response.body contains "\"Success\""
    and any of (
        http.response.body contains [
            "\"PropertyStatusInfo\"",
            "\"PropertyDataInfos\"",
            "\"ShadowMessage\"",
            "\"RrpcCode\"",
            "\"RuleActionInfo\"",
            "\"SuccessDevEuis\"",
        ],
        all of (
            http.response.body contains "\"RuleActionList\"",
            http.response.body contains "\"Configuration\"",
            http.response.body contains "\"RuleId\"",
        ),
        all of (
            http.response.body contains "\"NextValid\"",
            http.response.body contains "\"NextTime\"",
            http.response.body contains ["\"EventInfo\"", "\"PropertyInfo\"", "\"ServiceInfo\""],
        ),
        all of (
            http.response.body contains "\"GroupId\"",
            http.response.body contains "\"GroupName\"",
            http.response.body contains "\"UtcCreate\"",
        ),
    );

// The same in XML, which is what it answers in unless JSON is asked for: the action,
// whose name is the root, and the head of each answer.
predicate is_xml_answer() = all of (
    http.response.body contains "<RequestId>",
    http.response.body contains "<Success>",
    http.response.body
        matches /<((Query|Create|Update|Delete|Register|BatchRegister|Batch(Get|Check)|Get|Set|Save|Enable|Disable|List|Invoke|Notify|Remove)(Device|Thing|Product|Gateway|LoRa|SuperDevice)[A-Za-z]*|PubBroadcast|RRpc)Response>/,
    http.response.body contains ["<ProductKey>", "<IotId>"]
        or http.response.body
            matches /<(QueryDevice(Detail|Prop|Service|Event|Statistics|Group)|BatchRegisterDevice|BatchGetDeviceState|BatchCheckDeviceNames|SaveDeviceProp|DeleteDeviceProp|SetDeviceProperty|SetDeviceGroupTags|GetDeviceShadow|UpdateDeviceShadow|InvokeThingService|(Enable|Disable)Thing|NotifyAddThingTopo|RemoveThingTopo|GetThingTopo|GetGatewayBySubDevice|(Create|Update)ProductTags|PubBroadcast|RRpc)[A-Za-z]*Response>/,
);

// Where a file lies.
predicate is_store() =
    http.response.json["/**/url"]
        matches /^https?:\/\/iotx-[a-z-]+\.oss-[a-z0-9-]+\.aliyuncs\.com\//
    or http.response.json["/**/DownloadUrl"]
        matches /^https?:\/\/iotx-[a-z-]+\.oss-[a-z0-9-]+\.aliyuncs\.com\//;
