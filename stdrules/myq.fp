// myQ, of Chamberlain: garage doors.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module myq;

list domains : host = ["myqdevice.com", "myq.com", "myq-cloud.com"];

provider myq "Myq" {
    scope = server.name under domains or dns.qname under domains;

    platform myq "Myq" {
        category = garage;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive device : hard = all of (
                http.response.json["/items/*/device_family"] is present,
                http.response.json["/items/*/device_platform"] is present,
            );
            positive link : hard = http.response.json["/href"] starts_with [
                "http://api.myqdevice.com/",
                "https://api.myqdevice.com/",
            ];
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device or link;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"href":"http://api.myqdevice.com/api/v5/accounts/1/devices","items":[{"device_family":"garagedoor","device_platform":"myq"}]}
                """;
            expect other;
        }

        test "a door" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"href":"http://api.myqdevice.com/api/v5/accounts/1/devices","items":[{"device_family":"garagedoor","device_platform":"myq"}]}
                """;
            expect myq.mobile by device, link;
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
            server.name = "www.myq.com";
            expect provider myq;
        }
    }
}
