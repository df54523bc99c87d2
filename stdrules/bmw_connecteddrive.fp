// BMW: ConnectedDrive.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module bmw_connecteddrive;

list domains : host = ["bmw.com", "bmwgroup.com", "bmwgroup.us", "bmw-connecteddrive.com"];

provider bmw_connecteddrive "BMW" {
    scope = server.name under domains or dns.qname under domains;

    platform bmw_connecteddrive "BMW ConnectedDrive" {
        category = car;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // A car, as the account sees it.
            positive mapping : hard =
                all of (
                    http.response.json["/**/vin"] is present,
                    http.response.json["/**/mappingInfo"] is present,
                )
                or all of (
                    http.response.json["/**/mappingInfos"] is present,
                    http.response.json["/gcid"] is present,
                )
                or all of (
                    http.response.json["/**/vin"] is present,
                    http.response.json["/**/vehicleMappingType"] is present,
                );
            // What a car can do and how it is.
            positive state : hard = 2 of (
                http.response.json["/**/isChargingHistorySupported"] is present,
                http.response.json["/**/checkControlMessages"] is present,
                http.response.json["/**/climateTimers"] is present,
                http.response.json["/**/driverPreferences"] is present,
                http.response.json["/**/requiredServices"] is present,
                http.response.json["/**/isLscSupported"] is present,
            );
            // Its kind and its software.
            positive attributes : hard = all of (
                http.response.json["/**/puStep"] is present,
                http.response.json["/**/iStep"] is present,
            );
            // The maker's guide and the car's body.
            positive guide : hard = all of (
                http.response.json["/driverGuideInfo"] is present,
                http.response.json["/driveTrain"] is present,
                http.response.json["/bodyType"] is present,
            );
            // Where a car is.
            positive position : hard = all of (
                http.response.json["/positionData/status"] is present,
                http.response.json["/positionData/position"] is present,
            );
            // How the app finds its account service.
            positive account : hard =
                http.response.json["/gcdmBaseUrl"] is present
                or http.response.json["/redirect_to"] contains "com.bmw.connected://";
            // How it is charged.
            positive charging : hard =
                all of (
                    http.response.json["/**/chargingSettings"] is present,
                    http.response.json["/**/targetSoc"] is present,
                )
                or all of (
                    http.response.json["/**/chargingMode"] is present,
                    http.response.json["/**/chargingPreference"] is present,
                );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                mapping or state or attributes or guide or position or account or charging;
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

        test "the maker's site" {
            server.name = "www.bmw.com";
            expect provider bmw_connecteddrive;
        }
    }
}
