// BMW: ConnectedDrive.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module bmw_connecteddrive;

list app_hosts : host = [
    "cocoapi.bmwgroup.com",
    "cocoapi.bmwgroup.us",
    "cocoapi.bmwgroup.cn",
    "b2vapi.bmwgroup.com",
    "b2vapi.bmwgroup.us",
    "b2vapi.bmwgroup.cn",
    "customer.streaming-cardata.bmwgroup.com",
    "api-cardata.bmwgroup.com",
];

list domains : host = [
    "bmw.com",
    "bmwgroup.com",
    "bmwgroup.us",
    "bmw-connecteddrive.com",
    "bmwgroup.cn",
];

provider bmw_connecteddrive "BMW" {
    scope = server.name under domains or dns.qname under domains;

    platform bmw_connecteddrive "BMW ConnectedDrive" {
        category = car;
        reference = "bimmerconnected/bimmer_connected, bimmer_connected/tests/responses; bmw-cardata.bmwgroup.com, CarData for customers: streaming";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A car, as the account sees it.
            positive mapping : hard =
                all of (
                    http.response.json["/gcid"] is present,
                    http.response.json["/mappingInfos"] is present,
                )
                or all of (
                    http.response.json["/**/vehicleMappingType"] is present,
                    http.response.json["/**/mappingStatus"] is present,
                    http.response.json["/**/isLmmEnabled"] is present,
                )
                or all of (
                    http.response.json["/*/vin"] is present,
                    http.response.json["/*/mappingInfo/mappingStatus"] is present,
                    http.response.json["/*/mappingInfo/isPrimaryUser"] is present,
                );
            // What a car can do and how it is.
            positive state : hard = all of (
                http.response.json["/capabilities/isBmwChargingSupported"] is present,
                http.response.json["/capabilities/isChargingHistorySupported"] is present,
                http.response.json["/capabilities/remoteServices"] is present
                    or http.response.json["/capabilities/horn"] is present,
            );
            // Its kind and its software.
            positive attributes : hard = all of (
                http.response.json["/**/puStep"] is present,
                http.response.json["/**/iStep"] is present,
                http.response.json["/**/seriesCluster"] is present,
            );
            // The maker's guide.
            positive guide : hard =
                http.response.json["/driverGuideInfo/androidAppScheme"] starts_with "com.bmwgroup.";
            // How the app finds its account service.
            positive account : hard =
                http.response.json["/gcdmBaseUrl"] contains ".bmwgroup."
                or http.response.json["/redirect_to"] contains "com.bmw.connected://";
            // How it is charged.
            positive charging : hard = all of (
                http.response.json["/chargeAndClimateTimerDetail"] is present,
                http.response.json["/chargeAndClimateSettings"] is present,
                http.response.json["/servicePack"] is present,
            );
            // A login's answer, with the number of a customer and of a session.
            positive token : hard = any of (
                all of (
                    http.response.json["/access_token"] is present,
                    http.response.json["/gcid"] is present,
                    http.response.json["/usid"] is present,
                ),
                all of (
                    http.response.json["/data/access_token"] is present,
                    http.response.json["/data/gcid"] is present,
                    http.response.json["/data/usid"] is present,
                ),
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                mapping or state or attributes or guide or account or charging or token;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "words of several others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"files":[{"gcid":"g"}],"session":{"usid":"u"},"login":{"access_token":"a"}}
                """;
            expect other;
        }

        test "another's login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","token_type":"Bearer","expires_in":28799,"gcid":"g"}
                """;
            expect other;
        }

        test "a login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"access_token":"a","token_type":"Bearer","expires_in":28799,"usid":"u","gcid":"g"}
                """;
            expect bmw_connecteddrive.mobile by token;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"gcid":"1","mappingInfos":[{"vin":"WBA00000000DEMO01","mappingStatus":"CONFIRMED"}]}
                """;
            expect other;
        }

        test "a car" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"gcid":"1","mappingInfos":[{"vin":"WBA00000000DEMO01","mappingStatus":"CONFIRMED"}]}
                """;
            expect bmw_connecteddrive.mobile by mapping;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a car's software" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"softwareVersionCurrent":{"iStep":320,"puStep":{"month":7,"year":21},"seriesCluster":"S15A"}}
                """;
            expect bmw_connecteddrive.mobile by attributes;
        }

        test "a guide" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"bodyType":"F31","driverGuideInfo":{"androidAppScheme":"com.bmwgroup.driversguide.row"}}
                """;
            expect bmw_connecteddrive.mobile by guide;
        }

        test "how a car is charged" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"chargeAndClimateSettings":{},"chargeAndClimateTimerDetail":{},"servicePack":"TCB1"}
                """;
            expect bmw_connecteddrive.mobile by charging;
        }

        test "where the account is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"gcdmBaseUrl":"https://customer.bmwgroup.com","clientName":"mybmwapp"}
                """;
            expect bmw_connecteddrive.mobile by account;
        }

        test "what a car can do" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"capabilities":{"horn":true,"isBmwChargingSupported":true,"isChargingHistorySupported":true}}
                """;
            expect bmw_connecteddrive.mobile by state;
        }

        test "cars of another's fleet" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"drivers":[{"vin":"X","mappingInfo":1,"vehicleMappingType":"CONNECTED"}]}
                """;
            expect other;
        }

        test "a charger of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"chargingSettings":{"targetSoc":80},"chargingMode":"FAST","chargingPreference":"CHEAP"}
                """;
            expect other;
        }

        test "where a parcel is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"positionData":{"status":"OK","position":{"latitude":1,"longitude":2}}}
                """;
            expect other;
        }

        test "the app" {
            server.name = "cocoapi.bmwgroup.com";
            expect bmw_connecteddrive.mobile by api;
        }

        test "a question" {
            dns.qname = "cocoapi.bmwgroup.us";
            expect bmw_connecteddrive.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "cocoapi.bmwgroup.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.bmw.com";
            expect provider bmw_connecteddrive;
        }

        test "a car's data as a stream" {
            server.name = "customer.streaming-cardata.bmwgroup.com";
            expect bmw_connecteddrive.mobile by api;
        }

        test "the interface before" {
            dns.qname = "b2vapi.bmwgroup.com";
            expect bmw_connecteddrive.dns by question;
        }

        test "the maker's account for all it sells" {
            server.name = "customer.bmwgroup.com";
            expect provider bmw_connecteddrive;
        }
    }
}
