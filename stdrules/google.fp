// Google: Nest and the retired Cloud IoT Core. Home and Cast stand in google_home.fp.
//
// Newer Nest traffic moves to googleapis.com, where all of Google lives: only
// the names of Nest's own services count there. The app's and the partners' graph
// of a home (googlehomefoyer-pa, homegraph) serve Nest, Cast and every maker, and
// name the provider alone.
module google;

import lists.certificate;
import lists.pages;

list nest_app_hosts : host = [
    "home.nest.com",
    "webapi.camera.home.nest.com",
    ".production.nest.com",
    "home.ft.nest.com",
    "webapi.camera.home.ft.nest.com",
    "grpc-web.ft.nest.com",
    "logsink.home.nest.com",
    ".transport.home.nest.com",
    "nestauthproxyservice-pa.googleapis.com",
    "smartdevicemanagement.googleapis.com",
];

list nest_device_hosts : host = [
    "weave-logsink.nest.com",
    "logsink.devices.nest.com",
    ".dropcam.com",
    "nest-camera-media.googleapis.com",
    "lycraservice-pa-cam-prod.googleapis.com",
    "frontdoor.nest.com",
    "time.nest.com",
    "weather.nest.com",
    ".devices.nest.com",
];

list iot_core_hosts : host = [
    "mqtt.googleapis.com",
    "mqtt.2030.ltsapis.goog",
    "cloudiot.googleapis.com",
    "cloudiotdevice.googleapis.com",
];

list google_hosts : host = [
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "youtube.com",
    "ytimg.com",
    "googlevideo.com",
    "googleusercontent.com",
    "ggpht.com",
    "doubleclick.net",
    "google-analytics.com",
    "googlesyndication.com",
    "googletagmanager.com",
    "app-measurement.com",
    "nest.com",
    "dropcam.com",
    "goog",
    "android.com",
    "gvt1.com",
    "gvt2.com",
];

provider google "Google" {
    scope = server.name under google_hosts or dns.qname under google_hosts;

    platform google_nest "Google Nest" {
        category = hub;
        reference = "chrisjshull/homebridge-nest, lib/nest-endpoints.js; developers.google.com/nest/device-access; nDPI tests, nest_log_sink.pcap; NEU-SNS/intl-iot; public captures of thermostats and smoke alarms (frontdoor, weather, time, log-rts<n>-<site>.devices); home-assistant/core, tests/components/nest";

        negative shop : easy = server.name in ["nest.com", "dropcam.com"] or pages.is_page();
        sufficient negative : shop;

        fingerprint mobile {
            positive api : easy = server.name in nest_app_hosts;
            positive header : easy = any of (
                http.request.header["X-nl-user-id"] is present,
                http.request.header["X-nl-protocol-version"] == "1",
                http.request.header["x-nl-webapp-version"] starts_with "NlAppSDKVersion/",
            );
            positive token : easy = http.request.cookie["cztoken"] is present;
            positive rpc : easy = http.request.path starts_with "/nestlabs.gateway.";
            // The store of objects with revisions behind the first app. A device is named
            // by its serial number, a home by a UUID.
            positive objects : hard = all of (
                http.response.json["/**/object_key"]
                    matches /^((topaz|device|shared|kryptonite|track|link|rcs_settings|quartz)\.[0-9A-Za-z]{12,}|(structure|where|safety)\.[0-9a-f-]{36})$/,
                http.response.json["/**/object_revision"] is present,
                http.response.json["/**/object_timestamp"] is present,
            );
            // Where the app finds each service, and the kinds of objects it knows.
            positive urls : hard =
                http.response.json["/**/czfe_url"] contains ".nest.com"
                or http.response.json["/**/rubyapi_url"] contains ".nest.com"
                or all of (
                    http.request.json["/known_bucket_types/*"] in ["quartz", "topaz", "kryptonite"],
                    http.request.json["/known_bucket_versions"] is present,
                );
            // The interface for everybody, by its words.
            positive words : hard = http.response.body contains [
                "\"sdm.devices.types.",
                "\"sdm.devices.traits.",
                "\"sdm.devices.events.",
            ];
            // A header or a body alone says nothing behind another name, and Google's
            // hosting bears the names of its tenants; an address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under ["nest.com", "dropcam.com"];
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : header or token or rpc or objects or urls or words;
        }

        fingerprint device {
            positive cloud : easy = server.name in nest_device_hosts;
            positive certificate : medium = certificate.is_for(["nest.com", "dropcam.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname in nest_app_hosts or dns.qname in nest_device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.nest.com"];
            expect google_nest.device by certificate;
        }

        test "the app opens the shop" {
            request = """
                GET / HTTP/1.1
                Host: store.nest.com
                X-nl-protocol-version: 1

                """;
            expect provider google;
        }

        test "the app" {
            request = """
                POST /v5/subscribe HTTP/1.1
                Host: czfe42-front01-iad01.transport.home.nest.com
                X-nl-user-id: 1
                X-nl-protocol-version: 1

                """;
            expect google_nest.mobile by api;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"object_key":"device.01AA02AB12345678","object_revision":1,"object_timestamp":2}]}
                """;
            expect other;
        }

        test "an object" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"object_key":"device.01AA02AB12345678","object_revision":1,"object_timestamp":2}]}
                """;
            expect google_nest.mobile by objects;
        }

        test "files of an archive" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"files":[{"object_key":"track.mp3","object_revision":1,"object_timestamp":2}]}
                """;
            expect other;
        }

        test "files of a tenant" {
            request = """
                GET /b/o HTTP/1.1
                Host: storage.googleapis.com

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"files":[{"object_key":"device.01AA02AB12345678","object_revision":1,"object_timestamp":2}]}
                """;
            expect provider google;
        }

        test "where the services are" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"urls":{"czfe_url":"https://czfe42-front01-iad01.transport.home.nest.com"}}
                """;
            expect google_nest.mobile by urls;
        }

        test "the app at an address" {
            request = """
                POST /nestlabs.gateway.v2.GatewayService/Observe HTTP/1.1
                Host: 203.0.113.9
                X-nl-protocol-version: 1

                """;
            expect google_nest.mobile by header, rpc;
        }

        test "headers at another's" {
            request = """
                GET /v2/mobile/user.1 HTTP/1.1
                Host: api.example.com
                X-nl-protocol-version: 1
                Cookie: cztoken=a

                """;
            expect other;
        }

        test "the graph of all homes serves every maker" {
            server.name = "homegraph.googleapis.com";
            expect provider google;
        }

        test "the partners' interface" {
            server.name = "smartdevicemanagement.googleapis.com";
            expect google_nest.mobile by api;
        }

        test "a camera" {
            server.name = "nexus.dropcam.com";
            expect google_nest.device by cloud;
        }

        test "the site of the older name" {
            server.name = "www.dropcam.com";
            expect provider google;
        }

        test "a question" {
            dns.qname = "logsink.devices.nest.com";
            expect google_nest.dns by question;
        }

        test "the rest of Google" {
            server.name = "play.googleapis.com";
            expect provider google;
        }

        test "a thermostat" {
            server.name = "frontdoor.nest.com";
            expect google_nest.device by cloud;
        }

        test "a smoke alarm asks where to log" {
            dns.qname = "log-rts01-iad01.devices.nest.com";
            expect google_nest.dns by question;
        }

        test "a door that is not the devices'" {
            server.name = "frontdoor.nest.com.example.net";
            expect other;
        }

        test "a thermostat for everybody" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"name":"enterprises/p/devices/d","type":"sdm.devices.types.THERMOSTAT","traits":{"sdm.devices.traits.Info":{}}}]}
                """;
            expect google_nest.mobile by words;
        }

        test "devices of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"name":"enterprises/p/devices/d","type":"devices.types.THERMOSTAT"}]}
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"name":"enterprises/p/devices/d","type":"sdm.devices.types.THERMOSTAT","traits":{"sdm.devices.traits.Info":{}}}]}
                """;
            expect other;
        }
    }

    platform google_cloud_iot "Google Cloud IoT Core" {
        category = cloud;
        reference = "GoogleCloudPlatform samples, Cloud IoT Core MQTT and HTTP bridges; googleapis/google-cloud-node, @google-cloud/iot";

        fingerprint device {
            positive bridge : easy = server.name in iot_core_hosts;
            // Clouds that took its place, ClearBlade among them, kept its client ids, its
            // topics and the user name that is ignored: these count at Google's names.
            positive client_id : easy =
                mqtt.client_id
                    matches /^projects\/[^\/]+\/locations\/(us-central1|europe-west1|asia-east1)\/registries\/[^\/]+\/devices\//;
            positive topic : easy =
                mqtt.topic matches /^\/devices\/[^\/]+\/(config|state|events|commands)/
                and mqtt.username == "unused";
            positive name : medium = server.name under ["googleapis.com", "goog"];
            sufficient positive : bridge or ((client_id or topic) and name);
        }

        fingerprint dns {
            positive question : easy = dns.qname in iot_core_hosts;
            sufficient positive : question;
        }

        test "a device at the bridge" {
            server.name = "mqtt.2030.ltsapis.goog";
            mqtt.client_id = "projects/p/locations/europe-west1/registries/r/devices/d";
            expect google_cloud_iot.device by bridge;
        }

        test "a device of a bridge to come" {
            server.name = "mqtt.2040.ltsapis.goog";
            mqtt.client_id = "projects/p/locations/europe-west1/registries/r/devices/d";
            expect google_cloud_iot.device by client_id, name;
        }

        test "a device at the cloud that took its place" {
            server.name = "us-central1-mqtt.clearblade.com";
            mqtt.client_id = "projects/p/locations/us-central1/registries/r/devices/d";
            mqtt.username = "unused";
            mqtt.topic = ["/devices/d/events"];
            expect other;
        }

        test "a device of either cloud" {
            mqtt.client_id = "projects/p/locations/us-central1/registries/r/devices/d";
            mqtt.topic = ["/devices/d/events"];
            mqtt.username = "unused";
            expect other;
        }

        test "a question" {
            dns.qname = "mqtt.googleapis.com";
            expect google_cloud_iot.dns by question;
        }

        test "another interface of Google" {
            dns.qname = "storage.googleapis.com";
            expect provider google;
        }
    }
}
