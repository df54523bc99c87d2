// Netatmo: weather stations, thermostats and cameras. Every answer carries the
// time it took and the server's time.
module netatmo;

list app_hosts : host = ["api.netatmo.com", "api.netatmo.net", "app.netatmo.net"];

list device_hosts : host = ["netcom.netatmo.net"];

list domains : host = ["netatmo.net", "netatmo.com"];

provider netatmo "Netatmo" {
    scope = server.name under domains or dns.qname under domains;

    platform netatmo "Netatmo" {
        category = climate;
        reference = "pyatmo; Netatmo Connect documents; lab captures";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive envelope : hard = all of (
                http.response.json["/status"] is present,
                http.response.json["/time_server"] is present,
            );
            // A plan of heating, with its two fixed temperatures.
            positive plan : hard = all of (
                http.response.json["/**/hg_temp"] is present,
                http.response.json["/**/away_temp"] is present,
            );
            // A camera's address on the home network.
            positive camera : hard =
                http.response.json["/local_url"] is present
                and http.response.json["/product_name"] contains "Netatmo";
            // A home, with the rooms that modules stand in.
            positive home : hard = all of (
                http.response.json["/body/homes/*/modules/*/room_id"] is present,
                http.response.json["/body/homes/*/modules/*/setup_date"] is present,
            );
            // Stations, rooms and modules, in any envelope.
            positive station : hard = any of (
                http.response.json["/**/module_name"] is present
                    and http.response.json["/**/dashboard_data"] is present,
                http.response.json["/**/therm_setpoint_temperature"] is present
                    and http.response.json["/**/room_id"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : envelope or plan or camera or home or station;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.netatmo.com";
            expect netatmo.mobile by api;
        }

        test "a device" {
            server.name = "netcom.netatmo.net";
            expect netatmo.device by cloud;
        }

        test "a question" {
            dns.qname = "netcom.netatmo.net";
            expect netatmo.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"body":{"homes":[]},"status":"ok","time_exec":0.03,"time_server":1560626960}
                """;
            expect other;
        }

        test "an answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"body":{"homes":[]},"status":"ok","time_exec":0.03,"time_server":1560626960}
                """;
            expect netatmo.mobile by envelope;
        }

        test "the maker's site" {
            server.name = "www.netatmo.com";
            expect provider netatmo;
        }

        test "a name that only begins alike" {
            server.name = "api.netatmo.com.example.net";
            expect other;
        }
    }
}
