// Dexcom: glucose monitors.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module dexcom;

list app_hosts : host = ["share2.dexcom.com", "shareous1.dexcom.com", "share.dexcom.jp"];

list domains : host = ["dexcom.com", "dexcom.eu", "dexcom.jp"];

provider dexcom "Dexcom" {
    scope = server.name under domains or dns.qname under domains;

    platform dexcom "Dexcom" {
        category = health;
        reference = "gagebenne/pydexcom; home-assistant/core, tests/components/dexcom";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A reading: three times, a value and its trend; alone or in a list.
            positive reading : hard = all of (
                http.response.json["/DT"] starts_with "/Date("
                    or http.response.json["/*/DT"] starts_with "/Date(",
                http.response.json["/ST"] starts_with "/Date("
                    or http.response.json["/*/ST"] starts_with "/Date(",
                http.response.json["/WT"] starts_with "/Date("
                    or http.response.json["/*/WT"] starts_with "/Date(",
                http.response.json["/Trend"] is present
                    or http.response.json["/*/Trend"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : reading;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"DT":"/Date(1587165223000+0000)/","ST":"/Date(1587179623000)/","Trend":4,"Value":110,"WT":"/Date(1587179623000)/"}
                """;
            expect other;
        }

        test "a reading" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"DT":"/Date(1587165223000+0000)/","ST":"/Date(1587179623000)/","Trend":4,"Value":110,"WT":"/Date(1587179623000)/"}
                """;
            expect dexcom.mobile by reading;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a share and its trend" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"DT":"/Date(1587165223000+0000)/","Trend":4,"Value":110}]
                """;
            expect other;
        }

        test "the app" {
            server.name = "share2.dexcom.com";
            expect dexcom.mobile by api;
        }

        test "a question" {
            dns.qname = "share.dexcom.jp";
            expect dexcom.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "share2.dexcom.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.dexcom.com";
            expect provider dexcom;
        }
    }
}
