// Netatmo: weather stations, thermostats and cameras. Every answer carries the
// time it took and the server's time.
module netatmo;

import lists.certificate;
import lists.homekit;

list app_hosts : host = ["api.netatmo.com", "api.netatmo.net", "app.netatmo.net"];

list device_hosts : host = ["netcom.netatmo.net"];

list domains : host = ["netatmo.net", "netatmo.com"];

list module_types : text = [
    "NAMain",
    "NAModule1",
    "NAModule2",
    "NAModule3",
    "NAModule4",
    "NAPlug",
    "NATherm1",
    "NACamera",
    "NACamDoorTag",
];

provider netatmo "Netatmo" {
    scope = server.name under domains or dns.qname under domains;

    platform netatmo "Netatmo" {
        category = climate;
        reference = "Netatmo Connect documents, https://dev.netatmo.com; pyatmo, fixtures; intl-iot (NEU-SNS), tshark_all.hosts; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // The way from the cloud to a camera, which the cloud hands out.
            positive tunnel : easy =
                server.name
                    matches /^(prod)?vpn(-[a-z]{2}-[0-9]+)?\.netatmo\.net$|^[0-9]+\.vpn\.netatmo\.net$/;
            // What is around every answer.
            positive envelope : hard = all of (
                http.response.json["/status"] == "ok",
                http.response.json["/time_exec"] is present,
                http.response.json["/time_server"] is present,
            );
            // Around some there is less: a home by its number, and what is wrong in it.
            positive home : hard = all of (
                http.response.json["/status"] == "ok",
                http.response.json["/time_server"] is present,
                http.response.json["/body/home/id"] matches /^[0-9a-f]{22,24}$/,
            );
            // A login's answer, for what an account has.
            positive token : hard = all of (
                http.response.json["/access_token"] is present,
                http.response.json["/scope/*"]
                    matches /^(read|write|access)_(station|thermostat|camera|presence|homecoach|smokedetector|doorbell)$/,
                // The life of a token is told twice.
                http.response.json["/expires_in"] is present,
                http.response.json["/expire_in"] is present,
            );
            // A plan of heating, with its two fixed temperatures.
            positive plan : hard = all of (
                http.response.json["/**/hg_temp"] is present,
                http.response.json["/**/away_temp"] is present,
                http.response.json["/**/m_offset"] is present
                    or http.response.json["/**/therm_setpoint_temperature"] is present,
            );
            // A camera's address on the home network.
            positive camera : hard =
                http.response.json["/local_url"] is present
                and http.response.json["/product_name"] contains "Netatmo";
            // Modules of a kind, as the maker names kinds, and where they stand.
            positive unit : hard = all of (
                http.response.json["/**/type"] in module_types,
                any of (
                    http.response.json["/**/module_name"] is present,
                    http.response.json["/**/setup_date"] is present,
                    http.response.json["/**/time_server"] is present,
                    http.response.json["/**/module_ids"] is present,
                ),
            );
            // The state of rooms that are heated.
            positive room : hard = all of (
                http.response.json["/**/therm_measured_temperature"] is present,
                http.response.json["/**/therm_setpoint_temperature"] is present,
                http.response.json["/**/therm_setpoint_mode"] is present,
            );
            // Who is at home, as a camera sees.
            positive persons : hard = all of (
                http.response.json["/time_server"] is present,
                http.response.json["/body/home/persons/*/last_seen"] is present,
                http.response.json["/body/home/persons/*/out_of_sight"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or tunnel;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                envelope or home or plan or camera or unit or room or persons or token;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium = certificate.is_for(["netatmo.net", "netatmo.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy =
                homekit.is_model(["md=Netatmo Relay", "md=Healthy Home Coach"]);
            sufficient positive : accessory;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under app_hosts
                or dns.qname under device_hosts
                or dns.qname
                    matches /^(prod)?vpn(-[a-z]{2}-[0-9]+)?\.netatmo\.net$|^[0-9]+\.vpn\.netatmo\.net$/;
            sufficient positive : question;
        }

        test "another's login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","refresh_token":"r","scope":["read_station"],"expires_in":10800}
                """;
            expect other;
        }

        test "a login at another's cameras" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","scope":["read_camera"],"expire_in":7200}
                """;
            expect other;
        }

        test "a login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","refresh_token":"r","scope":["read_station","read_camera"],"expires_in":10800,"expire_in":10800}
                """;
            expect netatmo.mobile by token;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.netatmo.net"];
            expect netatmo.device by certificate;
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

        test "a home that has no news" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"ok","time_server":1582932399,"body":{"home":{"id":"91763b24c43d3e344f424e8b"}}}
                """;
            expect netatmo.mobile by home;
        }

        test "a plan" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"away_temp":14,"hg_temp":7,"timetable":[{"zone_id":1,"m_offset":0}]}
                """;
            expect netatmo.mobile by plan;
        }

        test "a camera" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"local_url":"http://192.168.0.123/678460a0d47e5618699fb31169e2b47d","product_name":"Welcome Netatmo"}
                """;
            expect netatmo.mobile by camera;
        }

        test "a module" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"body":{"devices":[{"type":"NAMain","module_name":"Indoor"}]}}
                """;
            expect netatmo.mobile by unit;
        }

        test "a room" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"rooms":[{"therm_measured_temperature":19.8,"therm_setpoint_temperature":12,"therm_setpoint_mode":"away"}]}
                """;
            expect netatmo.mobile by room;
        }

        test "persons" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"time_server":1642952130,"body":{"home":{"persons":[{"last_seen":1489050910,"out_of_sight":true}]}}}
                """;
            expect netatmo.mobile by persons;
        }

        test "another's clock" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"ok","time_server":1560626960}
                """;
            expect other;
        }

        test "a plugin's dashboard" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"module_name":"sales","dashboard_data":{"rows":1}}
                """;
            expect other;
        }

        test "another maker's thermostat" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"rooms":[{"room_id":"1","therm_setpoint_temperature":21}],"away_temp":14}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.netatmo.com";
            expect provider netatmo;
        }

        test "a name that only begins alike" {
            server.name = "api.netatmo.com.example.net";
            expect other;
        }

        test "a camera by the cloud" {
            server.name = "prodvpn-eu-2.netatmo.net";
            expect netatmo.mobile by tunnel;
        }

        test "a question for the way to a camera" {
            dns.qname = "4.vpn.netatmo.net";
            expect netatmo.dns by question;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780011106d643d4e657461746d6f2052656c6179";
            expect netatmo.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
