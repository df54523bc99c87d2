// tado: thermostats and air conditioners.
module tado;

import lists.homekit;

list app_hosts : host = [
    "my.tado.com",
    "login.tado.com",
    "auth.tado.com",
    "hops.tado.com",
    "energy-insights.tado.com",
    "app.tado.com",
];

list domains : host = ["tado.com"];

provider tado "tado" {
    scope = server.name under domains or dns.qname under domains;

    platform tado "tado" {
        category = climate;
        reference = "libtado; tado API v2; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A zone's state.
            positive zone : hard =
                http.response.json["/tadoMode"] is present
                and any of (
                    http.response.json["/overlayType"] is present,
                    http.response.json["/sensorDataPoints"] is present,
                    http.response.json["/geolocationOverride"] is present,
                );
            // A thermostat, or a remote control, by its kind.
            positive device : hard = all of (
                http.response.json["/**/deviceType"] matches /^[A-Z]{2}[0-9]{2}$/,
                http.response.json["/**/shortSerialNo"] is present,
                http.response.json["/**/currentFwVersion"] is present,
                http.response.json["/**/connectionState/value"] is present,
            );
            // What a zone can do, in both scales.
            positive capabilities : hard =
                http.response.json["/type"] in ["AIR_CONDITIONING", "HEATING", "HOT_WATER"]
                and any of (
                    all of (
                        http.response.json["/canSetTemperature"] is present,
                        http.response.json["/temperatures/celsius/step"] is present,
                        http.response.json["/temperatures/fahrenheit/step"] is present,
                    ),
                    all of (
                        http.response.json["/HEAT/temperatures/celsius/step"] is present,
                        http.response.json["/HEAT/temperatures/fahrenheit/step"] is present,
                    ),
                    all of (
                        http.response.json["/COOL/temperatures/celsius/step"] is present,
                        http.response.json["/COOL/temperatures/fahrenheit/step"] is present,
                    ),
                );
            // Phones that the home knows.
            positive phones : hard = all of (
                http.response.json["/mobileDevices/*/deviceMetadata/osVersion"] is present,
                http.response.json["/mobileDevices/*/settings/geoTrackingEnabled"] is present,
                http.response.json["/homes/*/id"] is present,
            );
            // Zones, each with its devices and whether its display may dazzle.
            positive zones : hard = all of (
                http.response.json["/*/deviceTypes"] is present,
                http.response.json["/*/reportAvailable"] is present,
                http.response.json["/*/supportsDazzle"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : zone or device or capabilities or phones or zones;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            // The second model is short: its whole entry counts, with its length.
            positive accessory : easy = homekit.is_model(["md=tado", "\x07md=AC02"]);
            sufficient positive : accessory;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "a login by the older name" {
            server.name = "auth.tado.com";
            expect tado.mobile by api;
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

        test "a thermostat" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"deviceType":"VA02","shortSerialNo":"VA1","currentFwVersion":"95.1","connectionState":{"value":true}}
                """;
            expect tado.mobile by device;
        }

        test "what a zone can do" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"type":"HEATING","HEAT":{"temperatures":{"celsius":{"min":5,"max":25,"step":1.0},"fahrenheit":{"min":41,"max":77,"step":1.0}}}}
                """;
            expect tado.mobile by capabilities;
        }

        test "phones" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"mobileDevices":[{"deviceMetadata":{"osVersion":"10"},"settings":{"geoTrackingEnabled":false}}],"homes":[{"id":1}]}
                """;
            expect tado.mobile by phones;
        }

        test "zones" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"deviceTypes":["WR02"],"reportAvailable":false,"supportsDazzle":true}]
                """;
            expect tado.mobile by zones;
        }

        test "another maker's boiler" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"type":"HEATING","temperatures":{"celsius":{"min":5,"max":25,"step":1}}}
                """;
            expect other;
        }

        test "an office's printers" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"deviceType":"printer","shortSerialNo":"1","currentFwVersion":"2","connectionState":{"value":true}}]
                """;
            expect other;
        }

        test "telephones that a company manages" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"mobileDevices":[{"deviceMetadata":{"osVersion":"10"}}]}
                """;
            expect other;
        }

        test "a plant's gauges" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sensorDataPoints":[1],"activityDataPoints":[2],"overlayType":"line"}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.tado.com";
            expect provider tado;
        }

        test "a name that only begins alike" {
            server.name = "my.tado.com.example.net";
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780008076d643d7461646f";
            expect tado.local by accessory;
        }

        test "a control for air conditioners" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000807 6d643d41433032";
            expect tado.local by accessory;
        }

        test "a model that only begins alike" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000b0a6d643d414330322d3338";
            expect other;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
