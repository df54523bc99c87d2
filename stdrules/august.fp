// August: locks and doorbells, also sold as Yale.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module august;

list domains : host = ["august.com"];

provider august "August / Yale" {
    scope = server.name under domains or dns.qname under domains;

    platform august "August / Yale" {
        category = lock;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // Locks.
            positive lock : hard = 2 of (
                http.response.json["/**/LockName"] is present,
                http.response.json["/**/LockID"] is present,
                http.response.json["/**/HouseID"] is present,
                http.response.json["/**/HouseName"] is present,
                http.response.json["/**/mfgBridgeID"] is present,
                http.response.json["/**/zWaveEnabled"] is present,
                http.response.json["/**/homeKitEnabled"] is present,
            );
            // Doorbells.
            positive doorbell : hard =
                all of (
                    http.response.json["/**/doorbellID"] is present,
                    http.response.json["/**/doorbellServerURL"] is present,
                )
                or all of (
                    http.response.json["/**/pubsubChannel"] is present,
                    http.response.json["/**/HouseID"] is present,
                );
            // What happened at a lock.
            positive activity : hard = all of (
                http.response.json["/**/dateTime"] is present,
                http.response.json["/**/action"] is present,
                http.response.json["/**/entities/callingUser"] is present,
            );
            // The state of a lock, or keys for it.
            positive state : hard =
                all of (
                    http.response.json["/**/isLockStatusChanged"] is present,
                    http.response.json["/**/status"] is present,
                )
                or all of (
                    http.response.json["/**/offlineKeys"] is present,
                    http.response.json["/**/lockID"] is present,
                )
                or all of (
                    http.response.json["/status"] is present,
                    http.response.json["/resultsFromOperationCache"] is present,
                );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : lock or doorbell or activity or state;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"LockID":"1","LockName":"Front door","HouseID":"2"}
                """;
            expect other;
        }

        test "a lock" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"LockID":"1","LockName":"Front door","HouseID":"2"}
                """;
            expect august.mobile by lock;
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
            server.name = "august.com";
            expect provider august;
        }
    }
}
