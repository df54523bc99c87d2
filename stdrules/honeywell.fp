// Honeywell, now Resideo: Lyric, Total Connect Comfort and evohome.
module honeywell;

import lists.certificate;

list app_hosts : host = [
    "api.honeywell.com",
    "api.honeywellhome.com",
    "tccna.honeywell.com",
    "tccna.resideo.com",
    "mytotalconnectcomfort.com",
    "rs.alarmnet.com",
];

// Lyric's hub in Azure.
list device_hosts : host = ["lcc-prodsf-lcc03sf-iothub.azure-devices.net"];
list hosts : host = ["connectedlyric.com", "clouddevice.io", "lyric.alarmnet.com"];

list sites : host = ["billing.granite.connectedlyric.com", "www.connectedlyric.com"];

list domains : host = [
    "honeywell.com",
    "honeywellhome.com",
    "resideo.com",
    "connectedlyric.com",
    "mytotalconnectcomfort.com",
    "alarmnet.com",
    "clouddevice.io",
];

provider honeywell "Honeywell" {
    scope = server.name under domains or dns.qname under domains;

    platform honeywell "Honeywell" {
        category = climate;
        reference = "zxdavb/evohome-async; watchforstock/evohome-client; timmo001/aiolyric; mkmer/AIOSomecomfort; developer.honeywellhome.com; craigjmidwinter/total-connect-client; resideo.com, what Lyric and T-series must reach";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : medium =
                http.request.path starts_with "/v2/devices/thermostats"
                and http.request.query["apikey"] is present
                and http.request.query["locationId"] is present;
            // A home's gateways and the heating behind them.
            positive system : hard = all of (
                http.response.json["/**/gateways/*/temperatureControlSystems"] is present,
                http.response.json["/**/gateways/*/gatewayId"] is present
                    or http.response.json["/**/gateways/*/gatewayInfo/gatewayId"] is present,
                http.response.json["/**/locationId"] is present,
            );
            // A zone and what it is set to.
            positive zone : hard = all of (
                http.response.json["/**/zoneId"] is present,
                http.response.json["/**/temperatureStatus/isAvailable"] is present,
                http.response.json["/**/setpointStatus/setpointMode"] is present,
            );
            // The older interface.
            positive comfort : hard = all of (
                http.response.json["/**/thermostatModelType"] is present,
                http.response.json["/**/thermostat/changeableValues"] is present,
                http.response.json["/**/scheduleCapable"] is present,
            );
            // A week of switch points, for rooms or for hot water.
            positive schedule : hard = all of (
                http.response.json["/dailySchedules/*/dayOfWeek"] is present,
                http.response.json["/dailySchedules/*/switchpoints/*/timeOfDay"] is present,
                http.response.json["/dailySchedules/*/switchpoints/*/dhwState"] is present
                    or http.response.json["/dailySchedules/*/switchpoints/*/heatSetpoint"]
                        is present
                    or http.response.json["/dailySchedules/*/switchpoints/*/temperature"]
                        is present,
            );
            // Hot water.
            positive water : hard = all of (
                http.response.json["/dhwId"] is present,
                http.response.json["/stateStatus"] is present,
                http.response.json["/temperatureStatus"] is present,
            );
            // An account of the older interface.
            positive account : hard = all of (
                http.response.json["/**/tenantID"] is present,
                http.response.json["/**/latestEulaAccepted"] is present,
                http.response.json["/**/securityQuestion1"] is present,
            );
            // A thermostat of the newer interface, by its number.
            positive lyric : hard = all of (
                http.response.json["/**/deviceID"] matches /^(LCC|TCC)-[0-9A-F]+$/,
                http.response.json["/**/changeableValues"] is present,
                http.response.json["/**/allowedModes"] is present,
            );
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                path or system or zone or comfort or schedule or water or account or lyric;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name under app_hosts;
            positive certificate : medium =
                certificate.is_for(["alarmnet.com", "clouddevice.io", "connectedlyric.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint device {
            positive cloud : easy =
                server.name in device_hosts
                or server.name matches /^tccprod[0-9]{2}\.honeywell\.com$/;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy =
                (dns.qname under app_hosts
                    or dns.qname under hosts
                    or dns.qname in device_hosts
                    or dns.qname matches /^tccprod[0-9]{2}\.honeywell\.com$/)
                and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.alarmnet.com"];
            expect honeywell.cloud by certificate;
        }

        test "a bill" {
            request = """
                GET /v2/locations?apikey=k&locationId=1 HTTP/1.1
                Host: billing.granite.connectedlyric.com

                """;
            expect provider honeywell;
        }

        test "the app" {
            server.name = "api.honeywell.com";
            expect honeywell.mobile by api;
        }

        test "the cloud" {
            server.name = "weather.granite.connectedlyric.com";
            expect honeywell.cloud by host;
        }

        test "a question" {
            dns.qname = "lcc-prodsf-lcc05sf-iothub.connectedlyric.com";
            expect honeywell.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"locationInfo":{"locationId":"1"},"gateways":[{"gatewayInfo":{"gatewayId":"2"},"temperatureControlSystems":[]}]}]
                """;
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"locationInfo":{"locationId":"1"},"gateways":[{"gatewayInfo":{"gatewayId":"2"},"temperatureControlSystems":[]}]}]
                """;
            expect honeywell.mobile by system;
        }

        test "a zone" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"zoneId":"1","temperatureStatus":{"temperature":20,"isAvailable":true},"setpointStatus":{"targetHeatTemperature":19,"setpointMode":"FollowSchedule"}}
                """;
            expect honeywell.mobile by zone;
        }

        test "a schedule" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dailySchedules":[{"dayOfWeek":"Monday","switchpoints":[{"dhwState":"On","timeOfDay":"06:30:00"}]}]}
                """;
            expect honeywell.mobile by schedule;
        }

        test "hot water" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dhwId":"1","temperatureStatus":{"isAvailable":false},"stateStatus":{"state":"On"}}
                """;
            expect honeywell.mobile by water;
        }

        test "an account of the older interface" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"userInfo":{"tenantID":5,"securityQuestion1":"NotUsed","latestEulaAccepted":false}}
                """;
            expect honeywell.mobile by account;
        }

        test "a thermostat of the older interface" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"devices":[{"thermostatModelType":"EMEA_ZONE","scheduleCapable":false,"thermostat":{"changeableValues":{}}}]}]
                """;
            expect honeywell.mobile by comfort;
        }

        test "a thermostat at an address" {
            request = """
                GET /v2/devices/thermostats/1?apikey=k&locationId=1 HTTP/1.1
                Host: 203.0.113.9

                """;
            expect honeywell.mobile by path;
        }

        test "places of another's" {
            request = """
                GET /v2/locations?apikey=k&locationId=1 HTTP/1.1
                Host: 203.0.113.9

                """;
            expect other;
        }

        test "a customer of a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"userId":"1","username":"a","firstname":"a","lastname":"b","streetAddress":"c","city":"d","postcode":"e","country":"f","language":"g"}
                """;
            expect other;
        }

        test "lessons of a week" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dailySchedules":[{"dayOfWeek":"Monday","switchpoints":["08:00"]}]}
                """;
            expect other;
        }

        test "an oven" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"zoneId":1,"setpointStatus":"ok","temperatureStatus":"warm","setpointCapabilities":{}}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.resideo.com";
            expect provider honeywell;
        }

        test "a name that only begins alike" {
            server.name = "api.honeywell.com.example.net";
            expect other;
        }

        test "a thermostat" {
            server.name = "tccprod01.honeywell.com";
            expect honeywell.device by cloud;
        }

        test "a thermostat at its hub in Azure" {
            server.name = "lcc-prodsf-lcc03sf-iothub.azure-devices.net";
            expect honeywell.device behind azure_iot;
        }

        test "a thermostat asks for the weather" {
            dns.qname = "weather02.clouddevice.io";
            expect honeywell.dns by question;
        }

        test "Total Connect" {
            server.name = "rs.alarmnet.com";
            expect honeywell.mobile by api;
        }

        test "the pages of dealers" {
            server.name = "www.alarmnet.com";
            expect provider honeywell;
        }

        test "a thermostat of Lyric" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"deviceClass":"Thermostat","deviceID":"LCC-00D02DAB5CBE","name":"T6","allowedModes":["Heat","Off"],"changeableValues":{"mode":"Heat"}}
                """;
            expect honeywell.mobile by lyric;
        }

        test "another number" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"deviceID":"ABC-1","allowedModes":[],"changeableValues":{}}
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

                {"deviceClass":"Thermostat","deviceID":"LCC-00D02DAB5CBE","name":"T6","allowedModes":["Heat","Off"],"changeableValues":{"mode":"Heat"}}
                """;
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer honeywell over azure_iot;
