// WiZ: lamps of Signify that speak JSON in datagrams.
module wiz;

list domains : host = ["wizconnected.com"];

provider wiz "WiZ" {
    scope = server.name under domains or dns.qname under domains;

    platform wiz "WiZ" {
        category = lighting;
        reference = "pywizlight; the openHAB binding wiz";

        fingerprint local {
            positive port : medium =
                (server.port in [38899, 38900] or client.port in [38899, 38900])
                and flow.transport == "udp";
            positive method : easy =
                payload.client
                    matches /^\{.*"method" *: *"(getPilot|setPilot|syncPilot|registration|getSystemConfig|firstBeat)"/;
            sufficient positive : port and method;
        }

        test "the maker's site" {
            server.name = "www.wizconnected.com";
            expect provider wiz;
        }

        test "an app asks a lamp" {
            flow.transport = "udp";
            server.port = 38899;
            payload.client = "{\"method\":\"getPilot\",\"params\":{}}";
            expect wiz.local by port, method;
        }

        test "the words on another port" {
            flow.transport = "udp";
            client.port = 50000;
            server.port = 4003;
            payload.client = "{\"method\":\"getPilot\",\"params\":{}}";
            expect other;
        }

        test "other words on the port" {
            flow.transport = "udp";
            server.port = 38899;
            payload.client = "{\"cmd\":\"scan\"}";
            expect other;
        }
    }
}
