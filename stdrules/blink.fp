// Blink: cameras of Amazon. All of the cloud lives below one name.
module blink;

import lists.certificate;
import lists.pages;

list app_hosts : host = [
    "rest-prod.immedia-semi.com",
    "rest.prde.immedia-semi.com",
    "rest-u002.immedia-semi.com",
    "api.oauth.blink.com",
];

list hosts : host = ["immedia-semi.com"];

list domains : host = ["immedia-semi.com", "blinkforhome.com"];

provider blink "Blink" {
    scope = server.name under domains or dns.qname under domains;

    platform blink "Blink" {
        category = camera;
        reference = "fronzbot/blinkpy; MattTW/BlinkMonitorProtocol; fronzbot/blinkpy, tests";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // The state of a command, as every stage of the cloud saw it.
            positive command : hard = all of (
                http.response.json["/**/state_condition"] is present,
                http.response.json["/**/stage_rest"] is present,
                http.response.json["/**/sync_module_id"] is present,
            );
            // A home, by the kinds of things that it may hold.
            positive home : hard = all of (
                http.response.json["/sync_modules"] is present,
                http.response.json["/owls"] is present,
                http.response.json["/networks"] is present,
            );
            // An account, with the name of its part of the cloud.
            positive login : hard = all of (
                http.response.json["/account/tier"] matches /^[eu][0-9]{3}$|^(prde|prod|a001)$/,
                http.response.json["/account/client_id"] is present,
                http.response.json["/auth/token"] is present,
            );
            // What was recorded.
            positive media : hard = all of (
                http.response.json["/purge_id"] is present,
                http.response.json["/media/*/network_name"] is present,
                http.response.json["/media/*/thumbnail"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : command or home or login or media;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name under app_hosts;
            positive certificate : medium = certificate.is_for(["immedia-semi.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.immedia-semi.com"];
            expect blink.cloud by certificate;
        }

        test "a login" {
            server.name = "api.oauth.blink.com";
            expect blink.mobile by api;
        }

        test "the app" {
            server.name = "rest-prod.immedia-semi.com";
            expect blink.mobile by api;
        }

        test "the cloud" {
            server.name = "VS-cam.u011.immedia-semi.com";
            expect blink.cloud by host;
        }

        test "a question" {
            dns.qname = "VS-cam.u011.immedia-semi.com";
            expect blink.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"complete":true,"commands":[{"state_condition":"done","stage_rest":"x","sync_module_id":1}]}
                """;
            expect other;
        }

        test "a command's state" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"complete":true,"commands":[{"state_condition":"done","stage_rest":"x","sync_module_id":1}]}
                """;
            expect blink.mobile by command;
        }

        test "the product's site" {
            server.name = "www.blinkforhome.com";
            expect provider blink;
        }

        test "help below a name of the cloud" {
            server.name = "support.immedia-semi.com";
            expect provider blink;
        }

        test "a name that only begins alike" {
            server.name = "rest-prod.immedia-semi.com.example.net";
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"account":{"id":1},"networks":[],"sync_modules":[],"cameras":[],"sirens":[],"chimes":[],"owls":[]}
                """;
            expect blink.mobile by home;
        }

        test "a login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"account":{"account_id":1,"user_id":2,"client_id":3,"tier":"u011"},"auth":{"token":"x"}}
                """;
            expect blink.mobile by login;
        }

        test "recordings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"limit":25,"purge_id":1,"media":[{"id":1,"network_name":"x","thumbnail":"/api/v3/x","device_name":"y"}]}
                """;
            expect blink.mobile by media;
        }

        test "another's login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"account":{"tier":"gold","client_id":3},"auth":{"token":"x"}}
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

                {"account":{"id":1},"networks":[],"sync_modules":[],"cameras":[],"sirens":[],"chimes":[],"owls":[]}
                """;
            expect other;
        }
    }
}
