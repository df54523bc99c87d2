// myQ, of Chamberlain: garage doors.
module myq;

import lists.certificate;
import lists.pages;

list api_hosts : host = ["api.myqdevice.com", "myqexternal.myqdevice.com", ".myq-cloud.com"];

list domains : host = ["myqdevice.com", "myq.com", "myq-cloud.com"];

provider myq "Myq" {
    scope = server.name under domains or dns.qname under domains;

    platform myq "Myq" {
        category = garage;
        reference = "pymyq; home-assistant/core, tests/fixtures/myq; public captures of openers, connect.myqdevice.com:8883";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            positive device : hard = all of (
                http.response.json["/items/*/device_platform"] == "myq",
                http.response.json["/items/*/device_family"] is present,
            );
            positive link : hard = http.response.json["/href"] starts_with [
                "http://api.myqdevice.com/",
                "https://api.myqdevice.com/",
            ];
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device or link;
        }

        fingerprint device {
            positive cloud : easy =
                server.name matches /^connect([0-9]|-[a-z]{2})?\.myqdevice\.com$/;
            positive certificate : medium = certificate.is_for(["myqdevice.com", "myq-cloud.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname in api_hosts
                or dns.qname matches /^connect([0-9]|-[a-z]{2})?\.myqdevice\.com$/;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.myqdevice.com"];
            expect myq.device by certificate;
        }

        test "pages for people below the cloud's name" {
            server.name = "www.myq-cloud.com";
            expect provider myq;
        }

        test "the app" {
            server.name = "devices.myq-cloud.com";
            expect myq.mobile by api;
        }

        test "a question" {
            dns.qname = "accounts.myq-cloud.com";
            expect myq.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"href":"http://api.myqdevice.com/api/v5/accounts/1/devices","items":[{"device_family":"garagedoor","device_platform":"myq"}]}
                """;
            expect other;
        }

        test "a door" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"href":"http://api.myqdevice.com/api/v5/accounts/1/devices","items":[{"device_family":"garagedoor","device_platform":"myq"}]}
                """;
            expect myq.mobile by device, link;
        }

        test "a shop's telephones" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"items":[{"device_family":"phone","device_platform":"ios"}]}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.myq.com";
            expect provider myq;
        }

        test "an opener" {
            server.name = "connect.myqdevice.com";
            expect myq.device by cloud;
        }

        test "an opener in Canada asks" {
            dns.qname = "connect-ca.myqdevice.com";
            expect myq.dns by question;
        }

        test "a name that only ends alike" {
            server.name = "reconnect.myqdevice.com";
            expect provider myq;
        }
    }
}
