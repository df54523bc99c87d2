// Honeywell, now Resideo: Lyric, Total Connect Comfort and evohome.
module honeywell;

list app_hosts : host = ["api.honeywell.com", "tccna.resideo.com", "mytotalconnectcomfort.com"];

list hosts : host = ["connectedlyric.com"];

list sites : host = ["billing.granite.connectedlyric.com", "www.connectedlyric.com"];

list domains : host = [
    "honeywell.com",
    "honeywellhome.com",
    "resideo.com",
    "connectedlyric.com",
    "mytotalconnectcomfort.com",
];

provider honeywell "Honeywell" {
    scope = server.name under domains or dns.qname under domains;

    platform honeywell "Honeywell" {
        category = climate;
        reference = "evohome-async; Honeywell Home developer documents; lab captures";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : medium =
                http.request.path starts_with ["/v2/locations", "/v2/devices"]
                and http.request.query["apikey"] is present
                and http.request.query["locationId"] is present;
            // A home's gateways and the heating behind them.
            positive system : hard = all of (
                http.response.json["/**/temperatureControlSystems"] is present,
                http.response.json["/**/gateways"] is present,
            );
            // A zone and what it is set to.
            positive zone : hard =
                all of (
                    http.response.json["/**/setpointStatus"] is present,
                    http.response.json["/**/temperatureStatus"] is present,
                )
                or all of (
                    http.response.json["/**/zoneId"] is present,
                    http.response.json["/**/setpointCapabilities"] is present,
                );
            // The older interface.
            positive comfort : hard = all of (
                http.response.json["/**/thermostatModelType"] is present,
                http.response.json["/**/changeableValues"] is present,
            );
            // A week of switch points, or hot water.
            positive schedule : hard =
                all of (
                    http.response.json["/dailySchedules/*/switchpoints"] is present,
                    http.response.json["/dailySchedules/*/dayOfWeek"] is present,
                )
                or all of (
                    http.response.json["/**/dhwId"] is present,
                    http.response.json["/**/stateStatus"] is present,
                );
            // An account, as both interfaces show it.
            positive account : hard =
                all of (
                    http.response.json["/**/tenantID"] is present,
                    http.response.json["/**/latestEulaAccepted"] is present,
                )
                or all of (
                    http.response.json["/userId"] is present,
                    http.response.json["/username"] is present,
                    http.response.json["/firstname"] is present,
                    http.response.json["/lastname"] is present,
                    http.response.json["/streetAddress"] is present,
                    http.response.json["/city"] is present,
                    http.response.json["/postcode"] is present,
                    http.response.json["/country"] is present,
                    http.response.json["/language"] is present,
                );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient positive priority 180 : api or path;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : system or zone or comfort or schedule or account;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name under app_hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy =
                (dns.qname under app_hosts or dns.qname under hosts) and not dns.qname in sites;
            sufficient positive : question;
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

                [{"locationInfo":{"locationId":"1"},"gateways":[{"temperatureControlSystems":[]}]}]
                """;
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"locationInfo":{"locationId":"1"},"gateways":[{"temperatureControlSystems":[]}]}]
                """;
            expect honeywell.mobile by system;
        }

        test "a zone" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"zoneId":"1","temperatureStatus":{"temperature":20},"setpointStatus":{"targetHeatTemperature":19}}
                """;
            expect honeywell.mobile by zone;
        }

        test "the maker's site" {
            server.name = "www.resideo.com";
            expect provider honeywell;
        }

        test "a name that only begins alike" {
            server.name = "api.honeywell.com.example.net";
            expect other;
        }
    }
}
