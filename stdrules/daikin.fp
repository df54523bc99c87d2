// Daikin: air conditioners, on the home network and by the clouds of Europe
// (Onecta) and America (Skyport).
module daikin;

import lists.home;

list app_hosts : host = [
    "api.onecta.daikineurope.com",
    "idp.onecta.daikineurope.com",
    "api.prod.unicloud.edc.dknadmin.be",
    "api.daikinskyport.com",
    "integrator-api.daikinskyport.com",
];
list domains : host = ["daikineurope.com", "daikinskyport.com", "dknadmin.be"];

provider daikin "Daikin" {
    scope = server.name under domains or dns.qname under domains;

    platform daikin "Daikin" {
        category = climate;
        reference = "fredrike/pydaikin; ael-code/daikin-control; home-assistant/core, generated/zeroconf.py; developer.cloud.daikineurope.com, Onecta; Apollon77/daikin-controller-cloud; integrator-api.daikinskyport.com, Daikin One open API; home-assistant and other clients, gateway-devices";

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x06_dkapi[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x06_dkapi[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // Units of newer makes have it behind /skyfi.
            positive path : easy =
                http.request.path
                    matches /^(\/skyfi)?\/aircon\/(get_control_info|set_control_info|get_sensor_info|get_model_info)$/;
            // A unit says what it is, or what it is set to.
            positive answer : hard =
                http.response.body matches /^ret=OK,(type=aircon,reg=|pow=[01],mode=[0-9],)/;
            // The same path at a company's name is another's.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : elsewhere;
            sufficient positive : any positive;
        }

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A unit and what of it can be managed.
            positive points : hard = all of (
                http.response.json["/**/managementPoints/*/embeddedId"] is present,
                http.response.json["/**/managementPoints/*/managementPointType"] is present,
                http.response.json["/**/deviceModel"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : points;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "_dkapi._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000065f646b617069045f746370056c6f63616c00000c00010000007800040161c00c";
            expect daikin.local by service;
        }

        test "a question for _dkapi._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000065f646b617069045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "an app asks a unit" {
            request = """
                GET /aircon/get_control_info HTTP/1.1
                Host: 192.168.0.31

                """;
            expect daikin.local by path;
        }

        test "the same path at a company's" {
            request = """
                GET /aircon/get_control_info HTTP/1.1
                Host: shop.example.org

                """;
            expect other;
        }

        test "another path" {
            request = """
                GET /aircon/index.html HTTP/1.1
                Host: www.example.org

                """;
            expect other;
        }

        test "the cloud of Europe" {
            server.name = "api.onecta.daikineurope.com";
            expect daikin.mobile by api;
        }

        test "a question for the cloud of America" {
            dns.qname = "integrator-api.daikinskyport.com";
            expect daikin.dns by question;
        }

        test "the maker's site" {
            server.name = "www.daikineurope.com";
            expect provider daikin;
        }

        test "a unit says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/plain

                ret=OK,type=aircon,reg=eu,dst=1,ver=1_2_54
                """;
            expect daikin.local by answer;
        }

        test "another's answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/plain

                ret=OK,type=heatpump
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/plain

                ret=OK,type=aircon,reg=eu,dst=1,ver=1_2_54
                """;
            expect other;
        }

        test "a unit of Onecta" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","deviceModel":"dx4","isCloudConnectionUp":{"value":true},"managementPoints":[{"embeddedId":"climateControl","managementPointType":"climateControl"}]}]
                """;
            expect daikin.mobile by points;
        }

        test "points of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"deviceModel":"x","managementPoints":[{"embeddedId":"1"}]}]
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","deviceModel":"dx4","isCloudConnectionUp":{"value":true},"managementPoints":[{"embeddedId":"climateControl","managementPointType":"climateControl"}]}]
                """;
            expect other;
        }
    }
}
