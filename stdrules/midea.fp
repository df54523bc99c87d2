// Midea: air conditioners and other appliances, by several apps of one cloud and
// by frames on the home network.
module midea;

import lists.pages;

list app_hosts : host = [
    "smartmidea.net",
    "msmartlife.com",
    "msmartlife.cn",
    "appsmb.com",
    // Heat pumps, by the app iLetComfort.
    "us.dollin.net",
    "eu.dollin.net",
];

// Pages for people.
list sites : host = ["smartmidea.net", "msmartlife.com", "msmartlife.cn", "appsmb.com"];

list domains : host = [
    "smartmidea.net",
    "msmartlife.com",
    "msmartlife.cn",
    "appsmb.com",
    "midea.com",
    "midea.cn",
    "midea.com.cn",
    "mideaepayuat.com",
    "dollin.net",
];

provider midea "Midea" {
    scope = server.name under domains or dns.qname under domains;

    platform midea "Midea" {
        category = appliance;
        reference = "midea-local: cloud.py, tests/responses; msmart-ng; public clients of iLetComfort (us.dollin.net, eu.dollin.net)";

        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive proxy : easy =
                http.request.path == "/mas/v5/app/proxy"
                and http.request.query["alias"] starts_with "/v1/";
            positive signature : medium = all of (
                http.request.header["secretVersion"] == "1",
                http.request.header["sign"] matches /^[0-9a-f]{64}$/,
                http.request.header["random"] matches /^[0-9]{10,}$/,
            );
            // An appliance, by its kind and what it is.
            positive appliance : hard = all of (
                http.response.json["/**/sn8"] is present,
                http.response.json["/**/type"] matches /^0x[0-9A-F]{2}$/,
                any of (
                    http.response.json["/**/applianceCode"] is present,
                    http.response.json["/**/enterpriseCode"] is present,
                ),
            );
            // The keys of an appliance, by the hash of its number.
            positive keys : hard = all of (
                http.response.json["/data/tokenlist/*/udpId"] matches /^[0-9a-f]{32}$/,
                http.response.json["/data/tokenlist/*/token"] is present,
                http.response.json["/data/tokenlist/*/key"] is present,
            );
            // A login's answer.
            positive login : hard = all of (
                http.response.json["/data/mdata/accessToken"] is present,
                http.response.json["/data/randomData"] is present,
                http.response.json["/data/uid"] is present,
            );
            // Headers, or a body alone, say nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : proxy or signature or appliance or keys or login;
        }

        fingerprint local {
            positive search_port : easy = server.port in [6445, 20086] and flow.transport == "udp";
            positive search : easy = payload.client at 0 == x"5a 5a 01 11";
            positive frame_port : easy = flow.transport == "tcp" and server.port == 6444;
            // Length, then the kind of a frame.
            positive frame : medium = payload.client at 0 == x"83 70 ?? ?? 20";
            sufficient positive : (search_port and search) or (frame_port and frame);
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app of heat pumps" {
            server.name = "eu.dollin.net";
            expect midea.mobile by api;
        }

        test "the app" {
            server.name = "mp-prod.smartmidea.net";
            expect midea.mobile by api;
        }

        test "a question" {
            dns.qname = "mapp.appsmb.com";
            expect midea.dns by question;
        }

        test "a search on the home network" {
            flow.transport = "udp";
            server.port = 6445;
            payload.client = x"5a 5a 01 11 48 00 92 00";
            expect midea.local by search_port, search;
        }

        test "a frame" {
            flow.transport = "tcp";
            server.port = 6444;
            payload.client = x"83 70 00 40 20 00";
            expect midea.local by frame_port, frame;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"applianceCode":1,"sn8":"1","type":"0xAC"}}
                """;
            expect other;
        }

        test "an appliance" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"applianceCode":1,"sn8":"1","type":"0xAC"}}
                """;
            expect midea.mobile by appliance;
        }

        test "a call through the proxy" {
            request = """
                POST /mas/v5/app/proxy?alias=/v1/appliance/info/get HTTP/1.1
                Host: mp-prod.appsmb.com
                secretVersion: 1
                sign: 0
                random: 1

                """;
            expect midea.mobile by api;
        }

        test "a signed call, its host not seen" {
            request = """
                POST /v1/x HTTP/1.1
                secretVersion: 1
                sign: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                random: 1700000000000

                """;
            expect midea.mobile by signature;
        }

        test "another's signed call" {
            request = """
                POST /v1/x HTTP/1.1
                Host: api.example.com
                secretVersion: 1
                sign: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                random: 1700000000000

                """;
            expect other;
        }

        test "a call through the proxy, its host not seen" {
            request = """
                POST /mas/v5/app/proxy?alias=/v1/appliance/info/get HTTP/1.1
                Accept: */*

                """;
            expect midea.mobile by proxy;
        }

        test "an appliance's keys" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"tokenlist":[{"udpId":"0123456789abcdef0123456789abcdef","token":"t","key":"k"}]}}
                """;
            expect midea.mobile by keys;
        }

        test "a login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"randomData":"r","uid":"u","mdata":{"accessToken":"t"}}}
                """;
            expect midea.mobile by login;
        }

        test "a warehouse's numbers" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"list":[{"sn8":"abcdefgh","applianceCode":"A1"}]}
                """;
            expect other;
        }

        test "another's homes" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"homeList":[{"homegroupId":"1","name":"Home 1"}]}}
                """;
            expect other;
        }

        test "another's login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"mdata":{"accessToken":"t"},"key":"k"}}
                """;
            expect other;
        }

        test "the app's site" {
            server.name = "www.msmartlife.com";
            expect provider midea;
        }

        test "the bare name is a page" {
            dns.qname = "msmartlife.com";
            expect provider midea;
        }

        test "the maker's site" {
            server.name = "www.midea.com";
            expect provider midea;
        }

        test "a name that only begins alike" {
            server.name = "smartmidea.net.example.net";
            expect other;
        }
    }
}
