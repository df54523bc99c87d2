// tado: thermostats and air conditioners.
module tado;

list app_hosts : host = [
    "my.tado.com",
    "login.tado.com",
    "hops.tado.com",
    "energy-insights.tado.com",
    "app.tado.com",
];

list domains : host = ["tado.com"];

provider tado "tado" {
    scope = server.name under domains or dns.qname under domains;

    platform tado "tado" {
        category = climate;
        reference = "libtado; tado API v2";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A zone's state.
            positive zone : hard = 2 of (
                http.response.json["/tadoMode"] is present,
                http.response.json["/overlayType"] is present,
                http.response.json["/sensorDataPoints"] is present,
                http.response.json["/activityDataPoints"] is present,
                http.response.json["/geolocationOverride"] is present,
            );
            // A thermostat, or a remote control.
            positive device : hard = all of (
                http.response.json["/**/shortSerialNo"] is present,
                http.response.json["/**/currentFwVersion"] is present,
                http.response.json["/**/connectionState"] is present,
            );
            // What a zone can do.
            positive capabilities : hard =
                http.response.json["/type"] in ["AIR_CONDITIONING", "HEATING", "HOT_WATER"]
                and (http.response.json["/temperatures"] is present
                    or http.response.json["/HEAT/temperatures"] is present
                    or http.response.json["/COOL/temperatures"] is present);
            // Phones that the home knows.
            positive phones : hard =
                http.response.json["/mobileDevices/*/deviceMetadata"] is present;
            // Zones, each with its devices and whether it is being heated.
            positive zones : hard = all of (
                http.response.json["/*/deviceTypes"] is present,
                http.response.json["/*/reportAvailable"] is present,
                http.response.json["/*/supportsDazzle"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : zone or device or capabilities or phones or zones;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "my.tado.com";
            expect tado.mobile by api;
        }

        test "a question" {
            dns.qname = "app.tado.com";
            expect tado.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"tadoMode":"HOME","overlayType":null,"sensorDataPoints":{},"activityDataPoints":{}}
                """;
            expect other;
        }

        test "a zone" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"tadoMode":"HOME","overlayType":null,"sensorDataPoints":{},"activityDataPoints":{}}
                """;
            expect tado.mobile by zone;
        }

        test "the maker's site" {
            server.name = "www.tado.com";
            expect provider tado;
        }

        test "a name that only begins alike" {
            server.name = "my.tado.com.example.net";
            expect other;
        }
    }
}
