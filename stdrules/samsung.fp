// Samsung: the SmartThings hub, its app and the devices that speak to it.
//
// Samsung's account, store and advert hosts lie below samsung.com and its many
// sister domains; they are the provider's traffic and claim nothing here.
module samsung;

list smartthings_hosts : host = [
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
list smartthings_device_hosts : host = [
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

list smartthings_app_hosts : host = [
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
list smartthings_sites : host = [
    "www.smartthings.com",
    "blog.smartthings.com",
    "support.smartthings.com",
    "community.smartthings.com",
];

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

provider samsung "Samsung" {
    scope = server.name under samsung_hosts or dns.qname under samsung_hosts;

    platform smartthings "Samsung SmartThings" {
        category = hub;
        reference = "the paper, section III.C, listing 2; SmartThings API reference; SmartThings device SDK";

        negative site : easy = server.name in smartthings_sites;
        sufficient negative : site;

        fingerprint mobile {
            // The level "easy" of the paper: one header names the platform.
            positive banner : easy = http.response.header["Server"] == "SmartThings";
            positive api : easy = server.name in smartthings_app_hosts;
            // The API's own media type, which also carries its version.
            positive media_type : easy =
                http.request.header["Accept"] contains "application/vnd.smartthings+json";
            positive st_header : easy =
                http.request.header["X-ST-CORRELATION"] is present
                or http.request.header["X-ST-Organization"] is present;
            // The status of a device: component, capability, attribute, value.
            positive status : hard =
                http.response.json["/components/*/*/*/value"] is present
                and http.response.json["/components/main"] is present;
            // A device, or a list of them.
            positive device : hard =
                http.response.json["/**/components/*/capabilities"] is present
                and any of (
                    http.response.json["/**/deviceManufacturerCode"] is present,
                    http.response.json["/**/deviceTypeName"] is present,
                    http.response.json["/**/presentationId"] is present,
                );
            // A command goes to a component and names a capability.
            positive command : hard =
                http.request.json["/commands/*/component"] is present
                and http.request.json["/commands/*/capability"] is present
                and http.request.json["/commands/*/command"] is present;
            positive home : hard = any of (
                http.response.json["/**/installedAppId"] is present,
                http.response.json["/**/restrictionTier"] is present,
                http.response.json["/**/sceneId"] is present
                    and http.response.json["/**/sceneName"] is present
                    and http.response.json["/**/locationId"] is present,
                http.response.json["/**/roomId"] is present
                    and http.response.json["/**/locationId"] is present
                    and (http.response.json["/**/backgroundImage"] is present
                        or http.response.json["/**/ownerId"] is present),
                http.response.json["/**/locationId"] is present
                    and http.response.json["/**/temperatureScale"] is present,
            );
            // Apps of other makers and what they may do.
            positive app : hard = any of (
                http.response.json["/**/appType"] in smartapp_types,
                http.request.json["/**/appType"] in smartapp_types,
                http.request.json["/scope/*"] starts_with "r:devices",
                http.response.json["/**/scope/*"] starts_with "r:devices",
            );
            // What happened, and who wants to hear of it.
            positive event : hard = any of (
                http.response.json["/deviceEvent/eventId"] is present,
                http.response.json["/deviceHealthEvent/eventId"] is present,
                http.response.json["/deviceLifecycleEvent/eventId"] is present,
                http.response.json["/locationLifecycleEvent/eventId"] is present,
                http.response.json["/**/subscriptionFilters"] is present,
                http.request.json["/sourceType"] in ["DEVICE", "CAPABILITY"]
                    and http.request.json["/subscriptionName"] is present,
            );
            // The life of a SmartApp: the platform calls the app's web hook.
            positive lifecycle : hard = any of (
                http.request.json["/executionId"] is present
                    and http.request.json["/lifecycle"] in smartapp_phases,
                http.response.json["/executionId"] is present
                    and http.response.json["/lifecycle"] in smartapp_phases,
                http.response.json["/configurationData/initialize/firstPageId"] is present,
                http.response.json["/configurationData/page/pageId"] is present,
            );
            // Samsung Connect answers through openresty, as much of the web
            // does: it counts only beside keys of the platform.
            positive gateway : medium =
                http.response.header["Server"] starts_with "openresty"
                and 3 of (
                    http.response.json["/**/deviceId"] is present,
                    http.response.json["/**/locationId"] is present,
                    http.response.json["/**/hubId"] is present,
                    http.response.json["/**/deviceTypeId"] is present,
                    http.response.json["/**/deviceNetworkType"] is present,
                );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under samsung_hosts;
            sufficient positive priority 180 :
                banner or api or media_type or st_header or lifecycle or gateway;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : status or device or command or home or app or event;
        }

        fingerprint device {
            positive cloud : easy = server.name in smartthings_device_hosts;
            // Topics of devices that are built with the SDK.
            positive topic : easy =
                mqtt.topic
                    matches /^\/v1\/(deviceEvents|commands|notifications)\/[0-9a-f-]{36}(\/cbor)?$/;
            // The server certificate, which TLS 1.2 shows; hubs send no SNI.
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                    and payload.server contains "connect.smartthings.com"
                or tls.cert.san under "connect.smartthings.com";
            sufficient positive : any positive;
        }

        // Names below the platform's domains whose caller is not known.
        fingerprint cloud {
            positive host : easy =
                server.name under smartthings_hosts
                and not server.name in smartthings_app_hosts
                and not server.name in smartthings_device_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // The web server of a device that waits to be set up.
            positive setup : easy = http.response.header["Server"] in [
                "SmartThings SDK Setup",
                "SmartThings Device SDK",
            ];
            // What a hub announces by multicast DNS.
            positive announcement : medium =
                payload.client contains ["SmartThings Hub #", "hubv3-"]
                and server.port == 5353
                and flow.transport == "udp";
            // A hub answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x0c_smartthings[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x0c_smartthings[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under smartthings_hosts and not dns.qname in smartthings_sites;
            sufficient positive : question;
        }

        // The cookie's value is elided in print; its length says nothing.
        test "_smartthings._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000c5f736d6172747468696e6773045f746370056c6f63616c00000c00010000007800040161c00c";
            expect smartthings.local by service;
        }

        test "a question for _smartthings._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000c5f736d6172747468696e6773045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "listing 2 of the paper" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json; charset=utf-8
                Server: SmartThings
                Set-Cookie: JSESSIONID=0123456789ABCDEF; Path=/; Secure; HttpOnly

                {}
                """;
            expect smartthings.mobile by banner;
        }

        test "the API by its host" {
            tls.sni = "api.smartthings.com";
            server.name = "api.smartthings.com";
            expect smartthings.mobile by api;
        }

        test "the API by its media type" {
            request = """
                GET /v1/devices HTTP/1.1
                Host: gateway.example.net
                Accept: application/vnd.smartthings+json;v=20170916

                """;
            expect smartthings.mobile by media_type;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"components": {"main": {"switch": {"switch": {"value": "on", "timestamp": "2024-01-01T00:00:00Z"}}}}}
                """;
            expect other;
        }

        test "a device's status" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"components": {"main": {"switch": {"switch": {"value": "on", "timestamp": "2024-01-01T00:00:00Z"}}}}}
                """;
            expect smartthings.mobile by status;
        }

        test "a command" {
            request = """
                POST /v1/devices/1/commands HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"commands":[{"component":"main","capability":"switch","command":"on"}]}
                """;
            expect smartthings.mobile by command;
        }

        test "a SmartApp is pinged" {
            request = """
                POST /hook HTTP/1.1
                Host: app.example.net
                Content-Type: application/json

                {"lifecycle": "PING", "executionId": "b328f242", "locale": "en", "version": "1.0.0", "pingData": {"challenge": "1a904d57"}}
                """;
            expect smartthings.mobile by lifecycle;
        }

        test "Samsung Connect behind openresty" {
            response = """
                HTTP/1.1 200 OK
                Server: openresty
                Content-Type: application/json

                [{"deviceId": "d1", "locationId": "l1", "hubId": "h1"}]
                """;
            expect smartthings.mobile by gateway;
        }

        test "openresty alone is the web" {
            response = """
                HTTP/1.1 200 OK
                Server: openresty
                Content-Type: application/json

                {"items": []}
                """;
            expect other;
        }

        test "a hub's shard" {
            server.name = "dc2-eu01-euwest1.connect.smartthings.com";
            expect smartthings.device by cloud;
        }

        test "an SDK device's topic" {
            mqtt.topic = ["/v1/deviceEvents/2f3c1f0e-7a3b-4c5d-8e9f-0a1b2c3d4e5f"];
            expect smartthings.device by topic;
        }

        test "another name of the cloud" {
            server.name = "notification.samsungiotcloud.com";
            expect smartthings.cloud by host;
        }

        test "a device that waits to be set up" {
            response = """
                HTTP/1.1 200 OK
                Server: SmartThings SDK Setup

                """;
            expect smartthings.local by setup;
        }

        test "a question" {
            dns.qname = "usher.connect.smartthings.com";
            expect smartthings.dns by question;
        }

        test "Samsung's account service is no IoT" {
            server.name = "api.samsungosp.com";
            expect provider samsung;
        }

        test "the product's site is no IoT" {
            server.name = "www.smartthings.com";
            expect provider samsung;
        }
    }
}
