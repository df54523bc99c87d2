// TTLock: locks of many makers on the cloud of Sciener.
module ttlock;

list mobile_hosts : host = [
    "api.ttlock.com",
    "api.ttlock.com.cn",
    "euapi.ttlock.com",
    "cnapi.ttlock.com",
    "api.sciener.com",
    "euapi.sciener.com",
];

list domains : host = ["ttlock.com", "ttlock.com.cn", "sciener.com"];

provider sciener "Sciener" {
    scope = server.name under domains or dns.qname under domains;

    platform ttlock "TTLock" {
        category = lock;
        reference = "TTLock open platform documents, https://euopen.ttlock.com";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            // A lock, its charge and what it can do.
            positive lock : hard = all of (
                http.response.json["/list/*/lockAlias"] is present,
                http.response.json["/list/*/electricQuantity"] is present,
                http.response.json["/list/*/lockMac"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : lock;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "documents for developers" {
            server.name = "open.ttlock.com.cn";
            expect provider sciener;
        }

        test "the interface in China" {
            server.name = "api.ttlock.com.cn";
            expect ttlock.mobile by api;
        }

        test "the app" {
            server.name = "api.ttlock.com";
            expect ttlock.mobile by api;
        }

        test "a question" {
            dns.qname = "cnapi.ttlock.com";
            expect ttlock.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.ttlock.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.ttlock.com";
            expect provider sciener;
        }

        test "the interface by the company's name" {
            server.name = "api.sciener.com";
            expect ttlock.mobile by api;
        }

        test "the documents" {
            server.name = "euopen.sciener.com";
            expect provider sciener;
        }

        test "locks" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"list":[{"lockId":1,"lockName":"M302","lockAlias":"x","lockMac":"D5:AB","electricQuantity":90}],"pageNo":1}
                """;
            expect ttlock.mobile by lock;
        }

        test "another's list" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"list":[{"lockAlias":"x","lockMac":"y"}]}
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

                {"list":[{"lockId":1,"lockName":"M302","lockAlias":"x","lockMac":"D5:AB","electricQuantity":90}],"pageNo":1}
                """;
            expect other;
        }
    }
}
