// August: locks and doorbells, also sold as Yale.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module august;

list app_hosts : host = [
    "api-production.august.com",
    ".aaecosystem.com",
    // Doorbells and bridges keep a connection there.
    "rbs-sticky.august.com",
];

list domains : host = ["august.com", "aaecosystem.com"];

provider august "August / Yale" {
    scope = server.name under domains or dns.qname under domains;

    platform august "August / Yale" {
        category = lock;
        reference = "snjoetw/py-august; home-assistant/core, tests/components/august/fixtures; home-assistant/core, components/yale; bdraco/yalexs, const.py; names that a doorbell asks for, in captures of YourThings (rbs-sticky)";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // Locks.
            positive lock : hard = all of (
                http.response.json["/**/LockName"] is present,
                http.response.json["/**/HouseID"] is present,
                http.response.json["/**/HouseName"] is present,
            );
            // Doorbells.
            positive doorbell : hard = all of (
                http.response.json["/**/doorbellID"] is present,
                http.response.json["/**/doorbellServerURL"] is present,
                http.response.json["/**/pubsubChannel"] is present,
            );
            // What happened at a lock.
            positive activity : hard = all of (
                http.response.json["/*/entities/activity"] is present,
                http.response.json["/*/entities/house"] is present,
                http.response.json["/*/entities/callingUser"] is present,
                http.response.json["/*/entities/otherUser"] is present,
                http.response.json["/*/dateTime"] is present,
            );
            // The state of a lock, by the words of the maker.
            positive state : hard = http.response.json["/status"] starts_with "kAugLockState_";
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : lock or doorbell or activity or state;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "a doorbell asks" {
            dns.qname = "rbs-sticky.august.com";
            expect august.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"LockID":"1","LockName":"Front door","HouseID":"2","HouseName":"Home"}
                """;
            expect other;
        }

        test "a lock" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"LockID":"1","LockName":"Front door","HouseID":"2","HouseName":"Home"}
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

        test "a doorbell" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"doorbellID":"1","doorbellServerURL":"https://doorbells.august.com","pubsubChannel":"c"}
                """;
            expect august.mobile by doorbell;
        }

        test "what happened" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"entities":{"activity":"1","house":"2","device":"3","callingUser":"4","otherUser":"deleted"},"dateTime":1582007218000,"action":"lock"}]
                """;
            expect august.mobile by activity;
        }

        test "a lock is open" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"kAugLockState_Unlocked","resultsFromOperationCache":false}
                """;
            expect august.mobile by state;
        }

        test "a house of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"HouseID":"2","HouseName":"Smith","homeKitEnabled":false}
                """;
            expect other;
        }

        test "calls of a telephone exchange" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"dateTime":1582007218000,"action":"ring","entities":{"callingUser":"4"}}]
                """;
            expect other;
        }

        test "an answer from a cache" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"ok","resultsFromOperationCache":true}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api-production.august.com";
            expect august.mobile by api;
        }

        test "a question" {
            dns.qname = "api-production.august.com";
            expect august.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api-production.august.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "august.com";
            expect provider august;
        }

        test "Yale in the same cloud" {
            server.name = "api.aaecosystem.com";
            expect august.mobile by api;
        }

        test "a question for the account" {
            dns.qname = "oauth.aaecosystem.com";
            expect august.dns by question;
        }
    }
}
