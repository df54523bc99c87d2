// Dexcom: glucose monitors.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module dexcom;

list domains : host = ["dexcom.com", "dexcom.eu", "dexcom.jp"];

provider dexcom "Dexcom" {
    scope = server.name under domains or dns.qname under domains;

    platform dexcom "Dexcom" {
        category = health;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // A reading: three times, a value and its trend.
            positive reading : hard =
                (http.response.json["/DT"] starts_with "/Date("
                    or http.response.json["/*/DT"] starts_with "/Date(")
                and (http.response.json["/Trend"] is present
                    or http.response.json["/*/Trend"] is present);
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : reading;
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

        test "the maker's site" {
            server.name = "www.dexcom.com";
            expect provider dexcom;
        }
    }
}
