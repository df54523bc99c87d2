// eQ-3: Homematic IP. A look-up names the server of an access point. Asking for
// the maker's clock shows an access point; the clock's answers are any clock's.
module homematic;

list app_hosts : host = ["lookup.homematic.com"];

list dns_hosts : host = ["ntp.homematic.com"];

list domains : host = ["homematic.com", "homematic-ip.com", "eq-3.de"];

provider homematic "eQ-3" {
    scope = server.name under domains or dns.qname under domains;

    platform homematic_ip "Homematic IP" {
        category = climate;
        reference = "hahn-th/homematicip-rest-api; IoT Sentinel captures";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : easy =
                http.request.path starts_with "/hmip/"
                and (http.request.header["AUTHTOKEN"] is present
                    or http.request.header["CLIENTAUTH"] is present);
            // A home: devices are made of channels, which serve functions.
            positive home : hard =
                all of (
                    http.response.json["/devices/*/functionalChannels"] is present,
                    http.response.json["/devices/*/modelType"] is present,
                    http.response.json["/devices/*/homeId"] is present,
                )
                or all of (
                    http.response.json["/home/functionalHomes"] is present,
                    http.response.json["/home/currentAPVersion"] is present,
                );
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or home;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under dns_hosts;
            sufficient positive : question;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"home": {"functionalHomes": {}, "currentAPVersion": "1.2.4"}}
                """;
            expect homematic_ip.mobile by home;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"home": {"functionalHomes": {}, "currentAPVersion": "1.2.4"}}
                """;
            expect other;
        }

        test "the app" {
            server.name = "lookup.homematic.com";
            expect homematic_ip.mobile by api;
        }

        test "a question" {
            dns.qname = "ntp.homematic.com";
            expect homematic_ip.dns by question;
        }

        test "a call" {
            request = """
                POST /hmip/home/getCurrentState HTTP/1.1
                Host: 192.0.2.1:6969
                AUTHTOKEN: t
                CLIENTAUTH: c

                """;
            expect homematic_ip.mobile by path;
        }

        test "the clock itself" {
            server.name = "ntp.homematic.com";
            expect provider homematic;
        }

        test "devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":{"3014F7110000000000000001":{"homeId":"h","modelType":"HmIP-PSM","functionalChannels":{}}}}
                """;
            expect homematic_ip.mobile by home;
        }

        test "channels of a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":{"1":{"functionalChannels":["web"]}},"home":{"functionalHomes":2}}
                """;
            expect other;
        }

        test "the same path of another's" {
            request = """
                POST /hmip/rest/login HTTP/1.1
                Host: erp.example.net
                AUTHTOKEN: t

                """;
            expect other;
        }

        test "the product's site" {
            server.name = "www.homematic-ip.com";
            expect provider homematic;
        }

        test "a name that only begins alike" {
            server.name = "lookup.homematic.com.example.net";
            expect other;
        }
    }
}
