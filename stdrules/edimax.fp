// Edimax: plugs.
module edimax;

import lists.certificate;
import lists.home;

list hosts : host = ["www.myedimax.com"];

list domains : host = ["myedimax.com", "edimax.com"];

provider edimax "Edimax" {
    scope = server.name under domains or dns.qname under domains;

    platform edimax "Edimax" {
        category = plug;
        reference = "IoT Sentinel captures; rkabadi/pyedimax; wendlers/ediplug-py";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["myedimax.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            positive plug : easy = http.request.path == "/smartplug.cgi";
            // A plug's answer names itself.
            positive answer : hard = http.response.body contains "<SMARTPLUG id=\"edimax\"";
            // The same path at a company's name is another's.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : elsewhere;
            sufficient positive : plug or answer;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.myedimax.com"];
            expect edimax.cloud by certificate;
        }

        test "the cloud" {
            server.name = "www.myedimax.com";
            expect edimax.cloud by host;
        }

        test "a question" {
            dns.qname = "www.myedimax.com";
            expect edimax.dns by question;
        }

        test "a plug on the home network" {
            request = """
                POST /smartplug.cgi HTTP/1.1
                Host: 192.168.0.23:10000

                """;
            expect edimax.local by plug;
        }

        test "the same path at another's" {
            request = """
                POST /smartplug.cgi HTTP/1.1
                Host: www.example.com

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.edimax.com";
            expect provider edimax;
        }

        test "a name that only begins alike" {
            server.name = "www.myedimax.com.example.net";
            expect other;
        }

        test "a plug answers" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <?xml version="1.0" encoding="UTF8"?><SMARTPLUG id="edimax"><CMD id="get"><Device.System.Power.State>ON</Device.System.Power.State></CMD></SMARTPLUG>
                """;
            expect edimax.local by answer;
        }

        test "another's plug" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <SMARTPLUG id="acme"></SMARTPLUG>
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <?xml version="1.0" encoding="UTF8"?><SMARTPLUG id="edimax"><CMD id="get"><Device.System.Power.State>ON</Device.System.Power.State></CMD></SMARTPLUG>
                """;
            expect other;
        }
    }
}
