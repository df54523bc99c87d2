// Apple: HomeKit accessories, on the home network. The clouds of Apple carry
// phones and shops as well and claim nothing.
module apple;

import lists.home;

list domains : host = ["apple.com", "icloud.com", "mzstatic.com", "apple-dns.net"];

provider apple "Apple" {
    scope = server.name under domains or dns.qname under domains;

    platform homekit "Apple HomeKit" {
        category = hub;
        reference = "HomeKit Accessory Protocol specification, non-commercial version";

        fingerprint local {
            positive pairing : easy =
                http.request.header["Content-Type"] == "application/pairing+tlv8"
                or http.response.header["Content-Type"] == "application/pairing+tlv8";
            positive media_type : easy =
                http.response.header["Content-Type"] == "application/hap+json"
                or http.request.header["Content-Type"] == "application/hap+json";
            // An accessory tells of a change by itself.
            positive event : easy = payload.server starts_with "EVENT/1.0 200";
            // AirPlay pairs by the same steps.
            negative airplay : easy =
                http.request.header["X-Apple-HKP"] is present
                or http.request.header["User-Agent"] starts_with "AirPlay/";
            // An accessory is at home.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : airplay or elsewhere;
            sufficient positive : any positive;
        }

        test "a pairing" {
            request = """
                POST /pair-setup HTTP/1.1
                Host: lamp._hap._tcp.local
                Content-Type: application/pairing+tlv8

                """;
            expect homekit.local by pairing;
        }

        test "a speaker of AirPlay pairs" {
            request = """
                POST /pair-setup HTTP/1.1
                Host: 192.168.1.7:7000
                User-Agent: AirPlay/320.20
                X-Apple-HKP: 3
                Content-Type: application/pairing+tlv8

                """;
            expect other;
        }

        test "another system's paths" {
            request = """
                GET /accessories HTTP/1.1
                Host: 192.168.1.7

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"accessories":[{"aid":1}]}
                """;
            expect other;
        }

        test "the words at a company's name" {
            request = """
                GET /accessories HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/hap+json

                {"accessories":[{"aid":1}]}
                """;
            expect other;
        }

        test "Apple's push" {
            server.name = "courier.push.apple.com";
            expect provider apple;
        }
    }
}
