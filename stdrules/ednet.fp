// ednet: plugs on Yunext's cloud.
module ednet;

list hosts : host = ["icomen.yunext.com"];

list domains : host = ["yunext.com"];

provider ednet "ednet" {
    scope = server.name under domains or dns.qname under domains;

    platform ednet "ednet" {
        category = plug;
        reference = "andypitcher/IoT_Sentinel, captures of EdnetGateway";

        fingerprint device {
            positive port : easy = flow.transport == "tcp" and server.port in [7531, 7533];
            // A version, a kind and the device's address, whose first half is
            // the radio module's maker.
            positive frame : medium = payload.client at 0 == x"01 40 ac cf 23";
            sufficient positive : port and frame;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "icomen.yunext.com";
            expect ednet.cloud by host;
        }

        test "a question" {
            dns.qname = "icomen.yunext.com";
            expect ednet.dns by question;
        }

        test "a frame" {
            flow.transport = "tcp";
            server.port = 7531;
            payload.client = x"01 40 ac cf 23 00 00 00";
            expect ednet.device by port, frame;
        }

        test "another name of the cloud" {
            server.name = "www.yunext.com";
            expect provider ednet;
        }

        test "a name that only begins alike" {
            server.name = "icomen.yunext.com.example.net";
            expect other;
        }
    }
}
