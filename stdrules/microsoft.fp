// Microsoft: Azure IoT Hub, its provisioning service and IoT Central.
//
// Azure's management interface serves every Azure resource under one name and
// with one server header; only a path that names an IoT resource counts.
module microsoft;

list iot_hosts : host = [
    "azure-devices.net",
    "azure-devices.cn",
    "azure-devices.us",
    "azure-devices-provisioning.net",
    "azure-devices-provisioning.cn",
    "azure-devices-provisioning.us",
    "azureiotcentral.com",
];

// The portal of IoT Central is a page for people.
list iot_sites : host = [
    "azureiotcentral.com",
    "www.azureiotcentral.com",
    "apps.azureiotcentral.com",
];

list microsoft_hosts : host = [
    "microsoft.com",
    "microsoftonline.com",
    "azure.com",
    "azure.net",
    "azure.cn",
    "windows.net",
    "windowsazure.com",
    "azureedge.net",
    "azurewebsites.net",
    "azure-automation.net",
    "azurefd.net",
    "azurecr.io",
    "cloudapp.net",
    "visualstudio.com",
    "onestore.ms",
    "bing.com",
    "live.com",
    "office.com",
    "azure-devices.net",
    "azure-devices.cn",
    "azure-devices.us",
    "azure-devices-provisioning.net",
    "azureiotcentral.com",
    "windows-int.net",
];

// The services that speak of IoT. Others rent most of what is below the names
// above, and say there what they like.
list iot_services : host = [
    "management.azure.com",
    "management.chinacloudapi.cn",
    "management.usgovcloudapi.net",
    "azure-devices.net",
    "azure-devices.cn",
    "azure-devices.us",
    "azure-devices-provisioning.net",
    "azureiotcentral.com",
];

provider microsoft "Microsoft" {
    scope = server.name under microsoft_hosts or dns.qname under microsoft_hosts;

    platform azure_iot "Azure IoT" {
        category = cloud;
        reference = "Azure IoT Hub documents: MQTT and HTTP, https://learn.microsoft.com/azure/iot-hub; Device Provisioning Service; Azure Private Link DNS zones, names in China and for the US government";

        negative portal : easy = server.name in iot_sites;
        sufficient negative : portal;

        // The service's side: management of hubs, and a hub's errors.
        fingerprint mobile {
            // One resource among all of Azure's: its kind is in the path.
            positive management : medium =
                http.request.path
                    matches /\/providers\/Microsoft\.Devices\/(IotHubs|provisioningServices|ElasticPools)(\/|$)/i;
            positive resource : hard = any of (
                http.response.json["/type"] == "Microsoft.Devices/IotHubs",
                http.response.json["/value/*/type"] == "Microsoft.Devices/IotHubs",
            );
            positive error : hard =
                http.response.header["iothub-errorcode"] is present
                or http.response.body
                    matches /"Message"\s*:\s*"ErrorCode:(IotHub[A-Za-z]+|Device(NotFound|AlreadyExists|NotOnline|MessageLockLost|MaximumQueueDepthExceeded))[;"]/;
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under iot_services;
            sufficient positive priority 180 : management;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : resource or error;
        }

        // Devices speak MQTT, AMQP or HTTP to the same name.
        fingerprint device {
            positive hub : easy = server.name under iot_hosts;
            // <hub>.azure-devices.net/<device>/?api-version=..
            positive username : easy =
                mqtt.username
                    matches /^[^\/]+\.azure-devices\.(net|cn|us)\/[^\/]+(\/[^\/]+)?\/\??api-version=/;
            positive registration : easy =
                mqtt.username matches /^0[ncu][e0-9A-F]+\/registrations\/[^\/]+\/api-version=/;
            positive client : easy =
                mqtt.username
                    matches /^[^\/]+\/[^\/]+(\/[^\/]+)?\/\?api-version=20[0-9-]{8}(-preview)?&DeviceClientType=/;
            positive topic : easy = mqtt.topic starts_with ["$iothub/", "$dps/registrations/"];
            positive message : easy =
                mqtt.topic
                    matches /^devices\/[^\/]+\/(modules\/[^\/]+\/)?messages\/(events|devicebound)\//;
            // The same by HTTP: the properties of a message are headers.
            positive header : easy = http.request.header["iothub-*"] is present;
            positive token : easy =
                http.request.header["Authorization"]
                    matches /^SharedAccessSignature sr=[^&]*azure-devices/;
            positive message_path : easy =
                http.request.path matches /^\/devices\/[^\/]+\/messages\/(events|devicebound)/
                and http.request.query["api-version"] is present;
            positive registration_path : easy =
                http.request.path
                    matches /^\/0[ncu][e0-9A-F]+\/registrations\/[^\/]+\/(register|operations\/[^\/]+)$/
                and http.request.query["api-version"] is present;
            positive websocket : easy = http.request.path == "/$iothub/websocket";
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under iot_services;
            sufficient positive priority 180 :
                hub
                or username
                or registration
                or client
                or topic
                or message
                or header
                or token
                or websocket;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : message_path or registration_path;
        }

        fingerprint dns {
            positive question : easy = dns.qname under iot_hosts and not dns.qname in iot_sites;
            sufficient positive : question;
        }

        test "the portal, with a path of management" {
            request = """
                GET /subscriptions/1/providers/Microsoft.Devices/IotHubs HTTP/1.1
                Host: www.azureiotcentral.com

                """;
            expect provider microsoft;
        }

        test "a hub by its kind" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name": "h", "type": "Microsoft.Devices/IotHubs"}
                """;
            expect azure_iot.mobile by resource;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name": "h", "type": "Microsoft.Devices/IotHubs"}
                """;
            expect other;
        }

        test "a device over HTTP" {
            request = """
                POST /devices/d1/messages/events?api-version=2020-03-13 HTTP/1.1
                Host: hub1.azure-devices.net
                Authorization: SharedAccessSignature sr=hub1.azure-devices.net%2Fdevices%2Fd1&sig=s&se=1
                iothub-messageid: 1

                """;
            expect azure_iot.device by hub, header, token;
        }

        test "a device over MQTT" {
            mqtt.username = "hub1.azure-devices.net/d1/?api-version=2021-04-12&DeviceClientType=c";
            mqtt.topic = ["devices/d1/messages/events/"];
            expect azure_iot.device by username, client, message;
        }

        test "a device that registers" {
            mqtt.username = "0ne000A1234/registrations/d1/api-version=2019-03-31";
            mqtt.topic = ["$dps/registrations/res/#"];
            expect azure_iot.device by registration, topic;
        }

        test "a hub in the management interface" {
            request = """
                GET /subscriptions/1/resourceGroups/g/providers/Microsoft.Devices/IotHubs/hub1?api-version=2016-02-03 HTTP/1.1
                Host: management.azure.com

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Microsoft-HTTPAPI/2.0
                Content-Type: application/json

                {"name":"hub1","type":"Microsoft.Devices/IotHubs"}
                """;
            expect azure_iot.mobile by management;
        }

        test "another resource in the management interface" {
            request = """
                GET /subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm1?api-version=2016-02-03 HTTP/1.1
                Host: management.azure.com

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Microsoft-HTTPAPI/2.0
                Content-Type: application/json

                {"name":"vm1","type":"Microsoft.Compute/virtualMachines"}
                """;
            expect provider microsoft;
        }

        test "a hub's error" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"Message":"ErrorCode:DeviceNotFound;lamp1"}
                """;
            expect azure_iot.mobile by error;
        }

        test "another's error" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"Message":"ErrorCode:BadPassword"}
                """;
            expect other;
        }

        test "a hub's error, told by a tenant" {
            request = """
                GET /v1/status HTTP/1.1
                Host: shop1.azurewebsites.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"Message":"ErrorCode:DeviceNotFound;lamp1"}
                """;
            expect provider microsoft;
        }

        test "a tenant's page on hubs" {
            request = """
                GET /v1/status HTTP/1.1
                Host: docs1.azureedge.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name": "h", "type": "Microsoft.Devices/IotHubs"}
                """;
            expect provider microsoft;
        }

        test "registrations for a fair" {
            request = """
                PUT /fair/registrations/42/register?api-version=1 HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "a device that registers over HTTP" {
            request = """
                PUT /0ne000A1234/registrations/d1/register?api-version=2019-03-31 HTTP/1.1
                Accept: */*

                """;
            expect azure_iot.device by registration_path;
        }

        test "another broker's user" {
            mqtt.username = "floor1/lamp1/?api-version=2";
            expect other;
        }

        test "another's events" {
            request = """
                POST /devices/1/messages/events?api-version=2 HTTP/1.1
                Host: chat.example.com

                """;
            expect other;
        }

        test "a device's events, their host not seen" {
            request = """
                POST /devices/1/messages/events?api-version=2020-03-13 HTTP/1.1
                Accept: */*

                """;
            expect azure_iot.device by message_path;
        }

        test "a question" {
            dns.qname = "global.azure-devices-provisioning.net";
            expect azure_iot.dns by question;
        }

        test "storage is Azure, not IoT" {
            server.name = "account1.blob.core.windows.net";
            expect provider microsoft;
        }
    }
}
