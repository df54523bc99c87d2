// D-Link: mydlink cameras, plugs and sensors.
//
// D-Link's routers and its site share the domain, and its cloud answers through
// openresty, as the web does; only the services' names count. Routers ask for their
// firmware where cameras and plugs do: there the model counts.
module dlink;

import lists.home;

list device_hosts : host = ["auto.mydlink.com", "dch.dlink.com", "signal.mydlink.com"];

list firmware_hosts : host = ["wrpd.dlink.com"];

list domains : host = ["dlink.com", "mydlink.com"];

provider dlink "D-Link" {
    scope = server.name under domains or dns.qname under domains;

    platform dlink "D-Link mydlink" {
        category = camera;
        reference = "IoT Sentinel captures; smart-home-network-security/smart-home-firewall, devices/dlink-cam; bikerp/dsp-w215-hnap";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                    and payload.server contains ["dch.dlink.com", "auto.mydlink.com"]
                or tls.cert.san under ["dch.dlink.com", "auto.mydlink.com"];
            positive firmware : medium =
                http.request.path in ["/router/firmware/query.asp", "/router/firmware/query.aspx"]
                and http.request.query["model"] starts_with ["DCS-", "DCH-", "DSP-"];
            // A path alone says nothing behind the name of another company; an address is
            // none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : cloud or certificate;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : firmware;
        }

        fingerprint local {
            // Cameras and plugs name themselves, by multicast DNS (an answer, or a claim to
            // a name) or by UPnP.
            positive instance : medium =
                payload.client matches /(?s)^..(\x84|\x00\x00.{4}\x00[\x01-\x0f])/
                and payload.client
                    matches /D-Link (DC[SH]-|DSP-)|(DC[SH]|DSP)-[A-Z]?[0-9]{3,4}[A-Z]*/
                and server.port == 5353
                and flow.transport == "udp";
            positive announcement : easy =
                flow.transport == "udp"
                    and client.port == 1900
                    and payload.client matches /SERVER:[^\r\n]* (DC[SH]|DSP)-[0-9A-Z]+\//i
                or ssdp.server matches / (DC[SH]|DSP)-[0-9A-Z]+\//i;
            // Plugs and sensors are asked by HNAP for what routers lack.
            positive action : medium = http.request.header["SOAPAction"] contains [
                "HNAP1/SetSocketSettings",
                "HNAP1/GetSocketSettings",
                "HNAP1/GetCurrentTemperature",
                "HNAP1/GetCurrentPowerConsumption",
                "HNAP1/GetMotionDetectorSettings",
                "HNAP1/GetSoundPlay",
                "HNAP1/SetDCHReg",
                "HNAP1/GetDCHRegInfo",
                "HNAP1/GetModuleSOAPActions",
            ];
            // A device says what it is.
            positive model : hard =
                http.response.body contains "HNAP1"
                and http.response.body matches /<ModelName>(DC[HS]|DSP)-[A-Z]?[0-9]{3}/;
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x04_dcp[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x04_dcp[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // A body or a header alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : instance or announcement or service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : action or model;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under device_hosts or dns.qname under firmware_hosts;
            sufficient positive : question;
        }

        test "a camera that first takes back what it announced" {
            ssdp.server = "Linux, UPnP/1.0, DCS-930L/1.0";
            expect dlink.local by announcement;
        }

        test "another maker's announcement" {
            ssdp.server = "Linux, UPnP/1.0, Portable SDK for UPnP devices/1.6.19";
            expect other;
        }

        test "_dcp._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000045f646370045f746370056c6f63616c00000c00010000007800040161c00c";
            expect dlink.local by service;
        }

        test "a question for _dcp._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000045f646370045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a device" {
            server.name = "mp-eu-signal.auto.mydlink.com";
            expect dlink.device by cloud;
        }

        test "a question" {
            dns.qname = "api.dch.dlink.com";
            expect dlink.dns by question;
        }

        test "a camera names itself" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000f442d4c696e6b204443532d3933354c055f68747470045f746370056c6f63616c000010000100000078000100";
            expect dlink.local by instance;
        }

        test "a router names itself" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000001c442d4c696e6b20484e41502053657276696365204449522d3835304c055f68747470045f746370056c6f63616c000010000100000078000100";
            payload.server is absent;
            expect other;
        }

        test "a camera announces itself" {
            flow.transport = "udp";
            client.port = 1900;
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nSERVER: Linux, UPnP/1.0 DCS-935L/1.0\r\n";
            expect dlink.local by announcement;
        }

        test "a firmware is asked for" {
            request = """
                GET /router/firmware/query.aspx?model=DCS-935L HTTP/1.1
                Host: wrpd.dlink.com

                """;
            expect dlink.device by firmware;
        }

        test "a router asks for its firmware" {
            request = """
                GET /router/firmware/query.aspx?model=DIR-615_Bx_Default_FW_0200 HTTP/1.1
                Host: wrpd.dlink.com

                """;
            expect provider dlink;
        }

        test "a router of another series asks for its firmware" {
            request = """
                GET /router/firmware/query.asp?model=DGL-5500_Ax_Default_FW_0110 HTTP/1.1
                Host: wrpd.dlink.com

                """;
            expect provider dlink;
        }

        test "who asks is not known" {
            request = """
                POST /service.asmx HTTP/1.1
                Host: wrpd.dlink.com

                """;
            expect provider dlink;
        }

        test "the same question at another's" {
            request = """
                GET /router/firmware/query.aspx?model=DCS-935L HTTP/1.1
                Host: fw.example.com

                """;
            expect other;
        }

        test "a plug is asked by HNAP" {
            request = """
                POST /HNAP1/ HTTP/1.1
                Host: 192.168.0.20
                SOAPAction: "http://purenetworks.com/HNAP1/GetCurrentPowerConsumption"

                """;
            expect dlink.local by action;
        }

        test "a plug says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <GetDeviceSettingsResponse xmlns="http://purenetworks.com/HNAP1/"><VendorName>D-Link</VendorName><ModelName>DSP-W215</ModelName></GetDeviceSettingsResponse>
                """;
            expect dlink.local by model;
        }

        test "a page that tells of plugs" {
            request = """
                GET /thread/1 HTTP/1.1
                Host: forum.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/html

                <pre><GetDeviceSettingsResponse xmlns="http://purenetworks.com/HNAP1/"><ModelName>DSP-W215</ModelName></pre>
                """;
            expect other;
        }

        test "a router says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <GetDeviceSettingsResponse xmlns="http://purenetworks.com/HNAP1/"><VendorName>D-Link</VendorName><ModelName>DIR-850L</ModelName></GetDeviceSettingsResponse>
                """;
            expect other;
        }

        test "a router is asked by HNAP" {
            request = """
                POST /HNAP1/ HTTP/1.1
                Host: 192.168.0.1
                SOAPAction: "http://purenetworks.com/HNAP1/GetWanSettings"

                """;
            expect other;
        }

        test "a firmware, at an address" {
            request = """
                GET /router/firmware/query.aspx?model=DCS-935L HTTP/1.1
                Host: 203.0.113.9

                """;
            expect dlink.device by firmware;
        }

        test "the clock is the maker's" {
            dns.qname = "ntp1.dlink.com";
            expect provider dlink;
        }

        test "openresty alone is the web" {
            response = """
                HTTP/1.1 200 OK
                Server: openresty

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.dlink.com";
            expect provider dlink;
        }

        test "a name that only begins alike" {
            server.name = "auto.mydlink.com.example.net";
            expect other;
        }
    }
}
