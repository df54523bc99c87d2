// Lutron: lamps and shades. The bridge is paired through the cloud.
module lutron;

import lists.certificate;
import lists.homekit;

list mobile_hosts : host = ["device-login.lutron.com"];

// Bridges: provisioning, the clock, firmware, and commands through the cloud.
list cloud_hosts : host = ["iot.lutron.io", "lutron.broker.xively.com"];

list domains : host = ["lutron.com", "lutron.io"];

provider lutron "Lutron" {
    scope = server.name under domains or dns.qname under domains;

    platform lutron "Lutron Caseta" {
        category = lighting;
        reference = "pylutron-caseta; home-assistant/core, generated/zeroconf.py; studies of the firmware of bridges (iot.lutron.io, and the first broker, lutron.broker.xively.com)";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint cloud {
            positive host : easy = server.name under cloud_hosts;
            positive certificate : medium = certificate.is_for(["iot.lutron.io"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x07_lutron[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x07_lutron[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // A bridge as an accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["\x0fmd=Smart Bridge"]);
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts or dns.qname under cloud_hosts;
            sufficient positive : question;
        }

        test "another maker's bridge" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780012116d643d536d61727420427269646765205a";
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc027001080010000007800100f6d643d536d61727420427269646765";
            expect lutron.local by accessory;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["iot.lutron.io"];
            expect lutron.cloud by certificate;
        }

        test "the same broker of another tenant" {
            server.name = "friedrich.broker.xively.com";
            expect other;
        }

        test "the first broker" {
            server.name = "lutron.broker.xively.com";
            expect lutron.cloud by host;
        }

        test "a bridge is told who it is" {
            server.name = "provision.iot.lutron.io";
            expect lutron.cloud by host;
        }

        test "another part of the maker" {
            server.name = "models.dev.data.lutron.io";
            expect provider lutron;
        }

        test "the app" {
            server.name = "device-login.lutron.com";
            expect lutron.mobile by api;
        }

        test "a question" {
            dns.qname = "device-login.lutron.com";
            expect lutron.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "device-login.lutron.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.lutron.com";
            expect provider lutron;
        }

        test "_lutron._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000075f6c7574726f6e045f746370056c6f63616c00000c00010000007800040161c00c";
            expect lutron.local by service;
        }

        test "a question for _lutron._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000075f6c7574726f6e045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
