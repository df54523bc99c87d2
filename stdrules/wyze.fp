// Wyze: cameras, locks and plugs. The web site is wyze.com, the cloud mostly
// wyzecam.com.
module wyze;

import lists.pages;
import lists.third_party;

list app_hosts : host = ["api.wyze.com", "cloud.wyze.com", "wyzecam.com"];

// A page for people.
list sites : host = ["wyzecam.com"];

list domains : host = ["wyze.com", "wyzecam.com"];

provider wyze "Wyze" {
    scope = server.name under domains or dns.qname under domains;

    platform wyze "Wyze" {
        category = camera;
        reference = "wyze-sdk; wyze-node-api";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : third_party or page;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy = http.request.header["User-Agent"] starts_with "wyze_ios_";
            positive path : easy = http.request.path == "/app/v2/home_page/get_object_list";
            // The application's name: Hualai makes the app.
            positive app_name : easy = http.request.json["/app_name"] starts_with "com.hualai";
            // What every call carries: two fixed numbers and the phone.
            positive call : hard = all of (
                http.request.json["/sc"] matches /^[0-9a-f]{32}$/,
                http.request.json["/sv"] matches /^[0-9a-f]{32}$/,
                http.request.json["/phone_id"] is present,
                http.request.json["/phone_system_type"] is present,
            );
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or agent;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or app_name or call;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "pages for people below the cloud's name" {
            server.name = "www.wyzecam.com";
            expect provider wyze;
        }

        test "the bare name is a page" {
            dns.qname = "wyzecam.com";
            expect provider wyze;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: events.appsflyer.com
                User-Agent: wyze_ios_2.21

                """;
            expect other;
        }

        test "the app" {
            server.name = "api.wyzecam.com";
            expect wyze.mobile by api;
        }

        test "a question" {
            dns.qname = "api.wyzecam.com";
            expect wyze.dns by question;
        }

        test "the app by its path" {
            request = """
                POST /app/v2/home_page/get_object_list HTTP/1.1
                Accept: */*

                """;
            expect wyze.mobile by path;
        }

        test "the same words of another's cloud" {
            request = """
                POST /app/user/login HTTP/1.1
                Host: api.example.net
                Content-Type: application/json

                {"sv":"c4","sc":"9f","app_name":"com.hualai","phone_id":"1"}
                """;
            expect other;
        }

        test "the app by its body" {
            request = """
                POST /app/user/login HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"sv":"c4","sc":"9f","app_name":"com.hualai","phone_id":"1"}
                """;
            expect wyze.mobile by app_name;
        }

        test "another's page" {
            request = """
                POST /app/v2/home_page/get_object_list HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "a call without its name" {
            request = """
                POST /app/v2/x HTTP/1.1
                Content-Type: application/json

                {"sc":"0123456789abcdef0123456789abcdef","sv":"0123456789abcdef0123456789abcdef","phone_id":"1","phone_system_type":"2"}
                """;
            expect wyze.mobile by call;
        }

        test "another's telephone" {
            request = """
                POST /x HTTP/1.1
                Content-Type: application/json

                {"sc":"1","sv":"2","phone_id":"3"}
                """;
            expect other;
        }

        test "the newer app" {
            server.name = "app-core.cloud.wyze.com";
            expect wyze.mobile by api;
        }

        test "the maker's site" {
            server.name = "www.wyze.com";
            expect provider wyze;
        }

        test "a name that only begins alike" {
            server.name = "auth-prod.api.wyze.com.example.net";
            expect other;
        }
    }
}
