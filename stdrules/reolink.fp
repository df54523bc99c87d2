// Reolink: cameras, which register with one of a row of servers.
module reolink;

list device_hosts : host = [
    "p2p.reolink.com",
    "pushx.reolink.com",
    "devices-apis.reolink.com",
    "p2p1.reolink.com",
    "p2p2.reolink.com",
    "p2p3.reolink.com",
    "p2p4.reolink.com",
    "p2p5.reolink.com",
    "p2p6.reolink.com",
    "p2p7.reolink.com",
    "p2p8.reolink.com",
    "p2p9.reolink.com",
    "p2p10.reolink.com",
    "p2p11.reolink.com",
];

list domains : host = ["reolink.com"];

provider reolink "Reolink" {
    scope = server.name under domains or dns.qname under domains;

    platform reolink "Reolink" {
        category = camera;
        reference = "QuantumEntangledAndy/neolink, bc_udp; support.reolink.com, ports and servers";

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "a camera" {
            server.name = "p2p4.reolink.com";
            expect reolink.device by cloud;
        }

        test "a camera asks" {
            dns.qname = "devices-apis.reolink.com";
            expect reolink.dns by question;
        }

        test "the shop" {
            server.name = "reolink.com";
            expect provider reolink;
        }

        test "help" {
            server.name = "support.reolink.com";
            expect provider reolink;
        }
    }
}
