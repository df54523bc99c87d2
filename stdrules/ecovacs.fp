// Ecovacs: cleaners, also sold as Yeedi.
module ecovacs;

import lists.certificate;
import lists.pages;

list hosts : host = ["ecouser.net"];

list domains : host = ["ecouser.net", "ecovacs.com", "yeedi.com"];

provider ecovacs "Ecovacs" {
    scope = server.name under domains or dns.qname under domains;

    platform ecovacs "Ecovacs" {
        category = robot;
        reference = "DeebotUniverse/client.py, deebot_client/mqtt_client.py; wpietri/sucks; mrbungle64/ecovacs-deebot.js";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint mobile {
            // Accounts live below the maker's own name.
            positive account : easy =
                server.name matches /^gl-[a-z]{2}-(api|openapi)\.(ecovacs|yeedi)\.com$/i;
            positive devmanager : medium = http.request.path starts_with "/api/iot/devmanager.do";
            // A cleaner, by the protocol that it speaks.
            positive cleaner : hard = all of (
                http.response.json["/devices/*/company"] in ["eco-ng", "eco-legacy"],
                http.response.json["/devices/*/did"] is present,
                http.response.json["/devices/*/resource"] is present,
            );
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : account;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : devmanager or cleaner;
        }

        fingerprint device {
            // A cleaner's id, its class of six signs and a resource of four close each
            // topic, and a letter for the form of what is told.
            positive topic : easy =
                mqtt.topic
                    matches /^iot\/atr\/[A-Za-z+]+\/[^\/]+\/[a-z0-9]{6}\/[A-Za-z0-9]{4}\/[jx+]$/
                or mqtt.topic matches /^iot\/p2p\/[A-Za-z+]+(\/[^\/]+){6}\/[qp+]\/[^\/]+\/[jx+]$/;
            sufficient positive : topic;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["ecouser.net"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.ecouser.net"];
            expect ecovacs.cloud by certificate;
        }

        test "the cloud" {
            server.name = "portal-eu.ecouser.net";
            expect ecovacs.cloud by host;
        }

        test "a question" {
            dns.qname = "mq-eu.ecouser.net";
            expect ecovacs.dns by question;
        }

        test "an account" {
            request = """
                GET /v1/global/auth/getAuthCode HTTP/1.1
                Host: gl-de-openapi.ecovacs.com

                """;
            expect ecovacs.mobile by account;
        }

        test "a topic" {
            mqtt.topic = ["iot/p2p/GetBattery/1/2/3/4/5/6/q/1/j"];
            expect ecovacs.device by topic;
        }

        test "what a cleaner tells" {
            mqtt.topic = ["iot/atr/onBattery/0d0f0a00-1/p1jij8/wC3g/j"];
            expect ecovacs.device by topic;
        }

        test "topics of another's" {
            mqtt.topic = ["iot/atr/room1/temperature", "iot/p2p/chat/1"];
            expect other;
        }

        test "devices at an address" {
            request = """
                POST /api/iot/devmanager.do HTTP/1.1
                Host: 203.0.113.9

                """;
            expect ecovacs.mobile by devmanager;
        }

        test "devices at another's" {
            request = """
                POST /api/iot/devmanager.do HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.ecovacs.com";
            expect provider ecovacs;
        }

        test "help below a name of the cloud" {
            server.name = "support.ecouser.net";
            expect provider ecovacs;
        }

        test "a name that only begins alike" {
            server.name = "ecouser.net.example.net";
            expect other;
        }

        test "a cleaner" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"todo":"result","result":"ok","ret":"ok","devices":[{"did":"1","name":"E0","class":"yna5xi","resource":"y9tX","company":"eco-ng"}]}
                """;
            expect ecovacs.mobile by cleaner;
        }

        test "another's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"did":"1","resource":"x","company":"x"}]}
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

                {"todo":"result","result":"ok","ret":"ok","devices":[{"did":"1","name":"E0","class":"yna5xi","resource":"y9tX","company":"eco-ng"}]}
                """;
            expect other;
        }
    }
}
