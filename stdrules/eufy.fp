// eufy, of Anker: cameras, cleaners and scales. RoboVac cleaners speak to Tuya's
// cloud, and only the app then says whose they are.
module eufy;

import lists.pages;
import lists.third_party;

list app_hosts : host = [
    "eufylife.com",
    "mega-eu-pr.eufy.com",
    "mega-us-pr.eufy.com",
    "app-mega-eu-pr.eufy.com",
    "app-mega-us-pr.eufy.com",
];

// Pages, shops and help.
list sites : host = [
    "eufylife.com",
    "www.eufylife.com",
    "community.eufylife.com",
    "communityeufy.eufylife.com",
    "support.eufylife.com",
    "uk.eufylife.com",
];

list rented : host = ["tuyacn.com", "tuyaeu.com", "tuyain.com", "tuyaus.com"];

list domains : host = ["eufylife.com", "eufy.com", "anker.com"];

provider eufy "eufy" {
    scope = server.name under domains or dns.qname under domains;

    platform eufy "eufy" {
        category = robot;
        reference = "bropat/eufy-security-client; mitchellrj/eufy_robovac; google/python-lakeside; NEU-SNS/intl-iot";

        negative site : easy = server.name in sites or pages.is_page();
        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : site or third_party;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy = http.request.header["User-Agent"] starts_with "EufyHome-";
            positive client : easy =
                http.request.json["/client_id"] == "eufyhome-app"
                or http.request.form["client_id"] == "eufyhome-app";
            // A camera and its station, by the maker's models.
            positive unit : hard = all of (
                http.response.json["/data/**/device_model"] matches /^T[0-9A-Z]{4}/,
                http.response.json["/data/**/station_sn"] is present,
                http.response.json["/data/**/device_sn"] is present,
            );
            // What the app says of itself counts behind the names of the maker and of the
            // cloud it rents; an address is no name.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains
                and not server.name under rented;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : agent or client or unit;
        }

        fingerprint device {
            // The broker of cameras and locks stands below the name of the whole company.
            positive cloud : easy = server.name matches /^security-mqtt-[a-z]{2}\.anker\.com$/;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under app_hosts and not dns.qname in sites
                or dns.qname matches /^security-mqtt-[a-z]{2}\.anker\.com$/;
            sufficient positive : question;
        }

        test "chargers of the same company" {
            server.name = "ankerpower-api-eu.anker.com";
            expect provider eufy;
        }

        test "the broker of a lock" {
            server.name = "security-mqtt-ie.anker.com";
            expect eufy.device by cloud;
        }

        test "a login of the app at an address" {
            request = """
                POST /v1/user/email/login HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"client_id": "eufyhome-app", "email": "user@example.com"}
                """;
            expect eufy.mobile by client;
        }

        test "a login with the same name at another's" {
            request = """
                POST /v1/user/email/login HTTP/1.1
                Host: api.example.net
                Content-Type: application/json

                {"client_id": "eufyhome-app"}
                """;
            expect other;
        }

        test "the app opens the shop" {
            request = """
                GET /products HTTP/1.1
                Host: www.eufylife.com
                User-Agent: EufyHome-iOS-2.14.0-6

                """;
            expect provider eufy;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: graph.facebook.com
                User-Agent: EufyHome-iOS-2.14.0-6

                """;
            expect other;
        }

        test "the app at a company that no list knows" {
            request = """
                GET /v1/forecast HTTP/1.1
                Host: api.weather.example
                User-Agent: EufyHome-iOS-2.14.0-6

                """;
            expect other;
        }

        test "the app" {
            server.name = "home-api.eufylife.com";
            expect eufy.mobile by api;
        }

        test "a question" {
            dns.qname = "home-api.eufylife.com";
            expect eufy.dns by question;
        }

        test "the app at the rented cloud" {
            request = """
                POST /api.json?a=tuya.m.device.list HTTP/1.1
                Host: a1.tuyaeu.com
                User-Agent: EufyHome-iOS-2.14.0-6

                """;
            expect eufy.mobile by agent;
        }

        test "a forum" {
            server.name = "forum.eufylife.com";
            expect provider eufy;
        }

        test "the maker's shop" {
            server.name = "www.eufy.com";
            expect provider eufy;
        }

        test "a name that only begins alike" {
            server.name = "eufylife.com.example.net";
            expect other;
        }

        test "the newer account in America" {
            server.name = "mega-us-pr.eufy.com";
            expect eufy.mobile by api;
        }

        test "a camera" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"msg":"Succeed.","data":[{"device_sn":"T8113N1","device_model":"T8113","station_sn":"T8010P1","device_name":"x"}]}
                """;
            expect eufy.mobile by unit;
        }

        test "another's unit" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"device_sn":"1","device_model":"Z1","station_sn":"2"}]}
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

                {"code":0,"msg":"Succeed.","data":[{"device_sn":"T8113N1","device_model":"T8113","station_sn":"T8010P1","device_name":"x"}]}
                """;
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer eufy over tuya;
