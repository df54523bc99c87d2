// WiZ: lamps of Signify that speak JSON in datagrams.
module wiz;

import lists.certificate;

list hosts : host = ["wiz.world"];
list sites : host = ["wiz.world", "www.wiz.world"];
list domains : host = ["wizconnected.com", "wiz.world"];

provider wiz "WiZ" {
    scope = server.name under domains or dns.qname under domains;

    platform wiz "WiZ" {
        category = lighting;
        reference = "pywizlight; the openHAB binding wiz; names that lamps ask for: firmware.wiz.world, ntp.wiz.world";

        fingerprint local {
            positive port : medium =
                (server.port in [38899, 38900] or client.port in [38899, 38900])
                and flow.transport == "udp";
            positive method : easy =
                payload.client
                    matches /^\{.*"method" *: *"(getPilot|setPilot|syncPilot|registration|getSystemConfig|firstBeat)"/;
            sufficient positive : port and method;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name in sites;
            positive certificate : medium = certificate.is_for(["wiz.world"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.wiz.world"];
            expect wiz.cloud by certificate;
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

        test "a lamp asks for firmware" {
            server.name = "firmware.wiz.world";
            expect wiz.cloud by host;
        }

        test "a lamp asks for the time" {
            dns.qname = "ntp.wiz.world";
            expect wiz.dns by question;
        }

        test "a site" {
            server.name = "www.wiz.world";
            expect provider wiz;
        }
    }
}
