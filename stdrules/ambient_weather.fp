// Ambient Weather: weather stations.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module ambient_weather;

list domains : host = ["ambientweather.net", "ambientweather.com"];

provider ambient_weather "Ambient Weather" {
    scope = server.name under domains or dns.qname under domains;

    platform ambient_weather "Ambient Weather" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive station : hard = all of (
                http.response.json["/**/lastData/dateutc"] is present,
                http.response.json["/**/lastData/tempinf"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : station;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"macAddress":"12:34:56:78:90:AB","lastData":{"dateutc":1546889640000,"tempinf":68.9}}]
                """;
            expect other;
        }

        test "a station" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"macAddress":"12:34:56:78:90:AB","lastData":{"dateutc":1546889640000,"tempinf":68.9}}]
                """;
            expect ambient_weather.mobile by station;
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
            server.name = "ambientweather.com";
            expect provider ambient_weather;
        }
    }
}
