// Ambient Weather: weather stations.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module ambient_weather;

list app_hosts : host = [
    "rt.ambientweather.net",
    "rt2.ambientweather.net",
    "api.ambientweather.net",
    "lightning.ambientweather.net",
];

list domains : host = ["ambientweather.net", "ambientweather.com"];

provider ambient_weather "Ambient Weather" {
    scope = server.name under domains or dns.qname under domains;

    platform ambient_weather "Ambient Weather" {
        category = climate;
        reference = "ambientweather.docs.apiary.io; bachya/aioambient; home-assistant/core, tests/components/ambient_station";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            positive station : hard = all of (
                http.response.json["/**/lastData/dateutc"] is present,
                http.response.json["/**/lastData/tempinf"] is present,
                http.response.json["/**/lastData/baromrelin"] is present,
                http.response.json["/*/macAddress"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : station;
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

                [{"macAddress":"12:34:56:78:90:AB","lastData":{"dateutc":1546889640000,"baromrelin":30.09,"tempinf":68.9}}]
                """;
            expect other;
        }

        test "a station" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"macAddress":"12:34:56:78:90:AB","lastData":{"dateutc":1546889640000,"baromrelin":30.09,"tempinf":68.9}}]
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

        test "a station's last data, of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":1,"lastData":{"dateutc":1546889640000,"tempinf":68.9}}]
                """;
            expect other;
        }

        test "the app" {
            server.name = "rt.ambientweather.net";
            expect ambient_weather.mobile by api;
        }

        test "a question" {
            dns.qname = "rt2.ambientweather.net";
            expect ambient_weather.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "rt.ambientweather.net.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "ambientweather.com";
            expect provider ambient_weather;
        }

        test "the interface by its older name" {
            server.name = "api.ambientweather.net";
            expect ambient_weather.mobile by api;
        }

        test "a question for lightning nearby" {
            dns.qname = "lightning.ambientweather.net";
            expect ambient_weather.dns by question;
        }
    }
}
