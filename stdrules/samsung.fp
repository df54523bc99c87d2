// Samsung: the SmartThings hub, its app and the devices that speak to it.
//
// Samsung's account, store and advert hosts lie below samsung.com and its many
// sister domains; they are the provider's traffic and claim nothing here.
module samsung;

import lists.pages;
import lists.smartthings;

provider samsung "Samsung" {
    scope =
        server.name under smartthings.samsung_hosts or dns.qname under smartthings.samsung_hosts;

    platform smartthings "Samsung SmartThings" {
        category = hub;
        reference = "the paper, section III.C, listing 2; SmartThings API reference, https://developer.smartthings.com; pySmartThings/pysmartthings, tests/fixtures; SmartThings device SDK";

        negative site : easy = server.name in smartthings.sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint mobile {
            // The level "easy" of the paper: one header names the platform.
            positive banner : easy = http.response.header["Server"] == "SmartThings";
            positive api : easy = server.name in smartthings.app_hosts;
            // The API's own media type, which also carries its version.
            positive media_type : easy =
                http.request.header["Accept"] contains "application/vnd.smartthings+json";
            positive st_header : easy = smartthings.is_header();
            positive status : hard = smartthings.is_status();
            positive device : hard = smartthings.is_device();
            positive command : hard = smartthings.is_command();
            positive home : hard = smartthings.is_home();
            positive app : hard = smartthings.is_app();
            positive event : hard = smartthings.is_event();
            positive lifecycle : hard = smartthings.is_lifecycle();
            positive phase : hard = smartthings.is_phase();
            positive gateway : medium = smartthings.is_gateway();
            // A header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under smartthings.samsung_hosts;
            sufficient positive priority 180 : banner or api or media_type or lifecycle;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                st_header
                or status
                or device
                or command
                or home
                or app
                or event
                or phase
                or gateway;
        }

        fingerprint device {
            positive cloud : easy = server.name in smartthings.device_hosts;
            // Topics of devices that are built with the SDK.
            positive topic : easy = smartthings.is_topic();
            // The server certificate, which TLS 1.2 shows; hubs send no SNI.
            positive certificate : medium = smartthings.is_certified();
            sufficient positive : any positive;
        }

        // Names below the platform's domains whose caller is not known.
        fingerprint cloud {
            positive host : easy =
                server.name under smartthings.hosts
                and not server.name in smartthings.app_hosts
                and not server.name in smartthings.device_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // The web server of a device that waits to be set up.
            positive setup : easy = http.response.header["Server"] in smartthings.setup_servers;
            // What a hub announces by multicast DNS.
            positive announcement : medium = smartthings.is_announced();
            // A hub answers by multicast DNS; who only asks is none.
            positive service : easy = smartthings.is_answer();
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under smartthings.hosts and not dns.qname in smartthings.sites;
            sufficient positive : question;
        }

        // The cookie's value is elided in print; its length says nothing.
        test "pages for people below the cloud's name" {
            server.name = "developer.smartthings.com";
            expect provider samsung;
        }

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

                [{"deviceId": "d1", "locationId": "l1", "hubId": "h1", "deviceNetworkType": "ZWAVE"}]
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

        test "a place" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"locationId":"1","temperatureScale":"F","regionRadius":150}
                """;
            expect smartthings.mobile by home;
        }

        test "an app of another maker" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"appName":"x","appType":"WEBHOOK_SMART_APP"}
                """;
            expect smartthings.mobile by app;
        }

        test "an event" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"eventType":"DEVICE_EVENT","deviceEvent":{"eventId":"1"}}
                """;
            expect smartthings.mobile by event;
        }

        test "an app's page" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"configurationData":{"page":{"pageId":"1","nextPageId":null,"complete":true}}}
                """;
            expect smartthings.mobile by phase;
        }

        test "a sale by places" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"items":[{"locationId":"1","temperatureScale":"F"}]}
                """;
            expect other;
        }

        test "a theatre" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sceneId":"1","sceneName":"Night","locationId":"3"}
                """;
            expect other;
        }

        test "a hotel" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"roomId":"1","locationId":"2","ownerId":"3","backgroundImage":"sea"}
                """;
            expect other;
        }

        test "a program gets its rights" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","token_type":"bearer","expires_in":299,"scope":"r:devices:*"}
                """;
            expect smartthings.mobile by app;
        }

        test "rights of another's grammar" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","token_type":"bearer","expires_in":299,"scope":"r:devices_list w:jobs"}
                """;
            expect other;
        }

        test "another's rights" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"scope":["r:devices:*"],"installedAppId":"x"}
                """;
            expect other;
        }

        test "a page that is built of parts" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"components":{"main":{"hero":{"title":{"value":"Hello"}}}}}
                """;
            expect other;
        }

        test "a crane" {
            request = """
                POST /v1/commands HTTP/1.1
                Content-Type: application/json

                {"commands":[{"component":"boom","capability":"lift","command":"up"}]}
                """;
            expect other;
        }

        test "a workflow's step" {
            request = """
                POST /hook HTTP/1.1
                Content-Type: application/json

                {"lifecycle":"UPDATE","executionId":"1","data":{}}
                """;
            expect other;
        }

        test "filters of a cloud's logs" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"subscriptionFilters":[{"filterName":"x","filterPattern":"y","logGroupName":"z"}]}
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

        test "another's commands" {
            mqtt.topic = ["/v1/commands/2f3c1f0e-7a3b-4c5d-8e9f-0a1b2c3d4e5f"];
            expect other;
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

        test "Samsung's adverts are no IoT" {
            server.name = "config.samsungads.com";
            expect provider samsung;
        }

        test "the product's site is no IoT" {
            server.name = "www.smartthings.com";
            expect provider samsung;
        }
    }
}
