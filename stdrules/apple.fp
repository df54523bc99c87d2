// Apple: HomeKit accessories, on the home network. The clouds of Apple carry
// phones and shops as well and claim nothing.
module apple;

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

        test "Apple's push" {
            server.name = "courier.push.apple.com";
            expect provider apple;
        }
    }
}
