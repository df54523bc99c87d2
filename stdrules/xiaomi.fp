// Xiaomi: MiJia, the smart home.
//
// MiJia is the paper's hard level: its web front end is Tengine, which half of
// Chinese web hosting answers with, so only names, headers of its own and the
// keys of its JSON tell. MIUI, push, adverts and the shop are the same
// provider's and no IoT.
module xiaomi;

import lists.mijia;
import lists.pages;
import lists.third_party;

provider xiaomi "Xiaomi" {
    scope = server.name under mijia.xiaomi_hosts or dns.qname under mijia.xiaomi_hosts;

    platform mijia "Xiaomi MiJia" {
        category = hub;
        reference = "the paper, tables and listing 3; MIoT specification, https://miot-spec.org; python-miio; XiaoMi/ha_xiaomi_home";

        negative others : easy = server.name in mijia.others or dns.qname in mijia.others;
        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        negative page : easy = pages.is_page();
        sufficient negative : others or third_party or page;

        fingerprint mobile {
            positive api : easy = server.name in mijia.app_hosts;
            // The app's headers: HTTP/2 flag (so spelt), body encryption, and
            // what third parties are given.
            positive flag : easy =
                http.request.header["x-xiaomi-protocal-flag-cli"] == "PROTOCAL-HTTP2";
            positive encryption : easy =
                http.request.header["MIOT-ENCRYPT-ALGORITHM"] == "ENCRYPT-RC4";
            positive agent : easy =
                http.request.header["User-Agent"] contains "APP/xiaomi.smarthome"
                or http.request.header["User-Agent"] starts_with "MICO/AndroidApp/";
            positive token : easy = http.request.cookie["yetAnotherServiceToken"] is present;
            positive partner : easy =
                http.request.header["X-Client-AppId"] == "2882303761520251711";
            positive device_list : hard = mijia.is_device_list();
            positive model : hard = mijia.is_model();
            positive instance : hard = mijia.is_instance();
            positive type : hard =
                http.response.body contains ["urn:miot-spec-v2:", "urn:miot-spec:device:"];
            positive intent : hard = mijia.is_intent();
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium = mijia.is_elsewhere();
            sufficient positive priority 180 :
                api or flag or encryption or agent or token or partner;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device_list or model or instance or type or intent;
        }

        fingerprint device {
            positive cloud : easy = server.name in mijia.device_hosts;
            // The paper's second table: UDP to port 8053 that begins with the
            // miIO magic. On the wire it is 21 31; a dump of 16 bit words
            // shows 31 21. Two bytes say little, so both must hold.
            positive port : easy = flow.transport == "udp" and server.port == 8053;
            positive magic : easy =
                payload.client at 0 == x"21 31" or payload.client at 0 == x"31 21";
            // The name service over HTTP that a device asks for its server.
            positive gslb : easy = mijia.is_name_service();
            positive topic : easy = mijia.is_topic();
            positive username : easy = mqtt.username == "2882303761520251711";
            positive certificate : medium = mijia.is_certified();
            sufficient positive :
                (port and magic) or cloud or gslb or topic or username or certificate;
        }

        fingerprint cloud {
            positive host : easy =
                server.name under mijia.hosts
                and not server.name in mijia.app_hosts
                and not server.name in mijia.device_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // A gateway in the house speaks MQTT behind a certificate of its own.
            positive gateway_certificate : easy =
                tls.cert.issuer contains "O=Mijia Root"
                or tls.cert.subject contains "O=MIOT CENTRAL GATEWAY";
            positive gateway_topic : medium = mqtt.topic starts_with [
                "master/appMsg/devListChange",
                "master/appMsg/notify/iot/",
                "master/proxy/getDevList",
                "master/proxy/rpcReq",
            ];
            // miIO on the home network: the same header, port 54321.
            positive miio : easy =
                (server.port == 54321 and payload.client at 0 == x"21 31"
                    or client.port == 54321 and payload.client at 0 == x"21 31")
                and flow.transport == "udp";
            // Its greeting is long enough to tell on any port.
            positive hello : easy =
                payload.client at 0 == x"21 31 00 20 ff ff ff ff ff ff ff ff ff ff ff ff";
            // Gateways of the first generation, by multicast.
            positive gateway : easy =
                payload.client
                    matches /^\{ *"cmd" *: *"(whois"|iam"|get_id_list(_ack)?"|(heartbeat|report|read|write)(_ack)?".*"sid" *:)/
                and server.port in [4321, 9898]
                and flow.transport == "udp";
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*(\x05_miio|\x0d_miot-central)[\x04\xc0-\xff]/
                    or payload.server
                        matches /(?s)^..\x84.*(\x05_miio|\x0d_miot-central)[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under mijia.hosts or dns.qname in mijia.app_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["ot.io.mi.com"];
            expect mijia.device by certificate;
        }

        // In print the body is broken over lines; the length is as printed.
        test "pages for people below the cloud's name" {
            server.name = "www.io.mi.com";
            expect provider xiaomi;
        }

        test "a gateway in the house" {
            tls.cert.issuer = "O=Mijia Root,C=CN";
            expect mijia.local by gateway_certificate;
        }

        test "a gateway tells the app of devices" {
            mqtt.topic = "master/appMsg/devListChange";
            expect mijia.local by gateway_topic;
        }

        test "another master" {
            mqtt.topic = "master/status";
            expect other;
        }

        test "a topic that any broker may have" {
            mqtt.topic = "device/1234/state/on";
            expect other;
        }

        test "a name of the cloud whose caller is not known" {
            server.name = "xmpush.io.mi.com";
            expect mijia.cloud by host;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: m.umeng.com
                User-Agent: Android-7.1.1 APP/xiaomi.smarthome APPV/62830

                """;
            expect provider alibaba;
        }

        test "_miio._udp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f6d69696f045f756470056c6f63616c00000c00010000007800040161c00c";
            expect mijia.local by service;
        }

        test "_miot-central._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000d5f6d696f742d63656e7472616c045f746370056c6f63616c00000c00010000007800040161c00c";
            expect mijia.local by service;
        }

        test "a question for _miio._udp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000055f6d69696f045f756470056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "another's intent" {
            request = """
                POST /v1 HTTP/1.1
                Content-Type: application/json

                {"requestId":"1","intent":"get-properties","name":"x"}
                """;
            expect other;
        }

        test "the platform asks another maker's cloud" {
            request = """
                POST /v1 HTTP/1.1
                Content-Type: application/json

                {"requestId":"1","intent":"get-properties","properties":[{"did":"1","siid":2}]}
                """;
            expect mijia.mobile by intent;
        }

        test "a cleaner in its maker's own cloud" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"data":{"result":[{"did":"1","siid":2,"piid":1,"code":0}]}}
                """;
            expect other;
        }

        test "a plug in its maker's own cloud" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"result":{"data":[{"did":"lumi.1","model":"lumi.plug.maus01"}]}}
                """;
            expect other;
        }

        test "another's stock" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"list":[{"did":"66","model":"pump.series.a1","name":"x"}]}}
                """;
            expect other;
        }

        test "a game's server" {
            flow.transport = "udp";
            server.port = 9898;
            payload.client = "{\"cmd\":\"join\",\"room\":1}";
            expect other;
        }

        test "another broker's device" {
            mqtt.topic = "device/7/up/properties_changed/all";
            expect other;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Tengine
                Content-Type: text/plain; charset=utf-8
                Connection: keep-alive

                {"code":0,"message":"","result":{"list":[{"did":"66028543","name":"socket","pd_id":130,"model":"chuangmi.plug.m1","update_time":1573906847571157,"is_online":1,"is_share":false}],"failed_field":[]}}
                """;
            expect other;
        }

        test "listing 3 of the paper" {
            response = """
                HTTP/1.1 200 OK
                Server: Tengine
                Content-Type: text/plain; charset=utf-8
                Connection: keep-alive

                {"code":0,"message":"","result":{"list":[{"did":"66028543","name":"socket","pd_id":130,"model":"chuangmi.plug.m1","update_time":1573906847571157,"is_online":1,"is_share":false}],"failed_field":[]}}
                """;
            expect mijia.mobile by device_list, model;
        }

        test "Tengine alone is the web" {
            response = """
                HTTP/1.1 200 OK
                Server: Tengine
                Content-Type: text/plain; charset=utf-8

                {"code":0,"message":"","result":{"list":[]}}
                """;
            expect other;
        }

        test "the paper's payload, byte order of the wire" {
            flow.transport = "udp";
            server.port = 8053;
            payload.client = x"21 31 00 20 00 00 00 00";
            expect mijia.device by port, magic;
        }

        test "the paper's payload, byte order of a dump" {
            flow.transport = "udp";
            server.port = 8053;
            payload.client = x"31 21 20 00";
            expect mijia.device by port, magic;
        }

        test "the magic on another port" {
            flow.transport = "udp";
            server.port = 5060;
            payload.client = x"21 31 00 00";
            expect other;
        }

        test "the app by its host" {
            server.name = "de.api.io.mi.com";
            expect mijia.mobile by api;
        }

        test "the app by its headers" {
            request = """
                POST /app/miotspec/prop/get HTTP/1.1
                Host: gateway.example.net
                x-xiaomi-protocal-flag-cli: PROTOCAL-HTTP2
                MIOT-ENCRYPT-ALGORITHM: ENCRYPT-RC4
                User-Agent: Android-7.1.1-1.0.0-ONEPLUS A3010-136 APP/xiaomi.smarthome APPV/62830
                Cookie: userId=1; yetAnotherServiceToken=t

                """;
            expect mijia.mobile by flag, encryption, agent, token;
        }

        test "a property by number" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"result":[{"did":"1","siid":2,"piid":1,"value":true}]}
                """;
            expect mijia.mobile by instance;
        }

        test "a device's cloud" {
            server.name = "de.ott.io.mi.com";
            expect mijia.device by cloud;
        }

        test "a device asks for its server" {
            request = """
                GET /gslb?tver=2&id=1&dm=ots.io.mi.com&timestamp=1&sign=x HTTP/1.1
                Host: 110.43.0.83

                """;
            expect mijia.device by gslb;
        }

        test "the greeting on the home network" {
            flow.transport = "udp";
            server.port = 54321;
            payload.client = x"21 31 00 20 ff ff ff ff ff ff ff ff ff ff ff ff";
            expect mijia.local by hello, miio;
        }

        test "a gateway calls" {
            flow.transport = "udp";
            server.port = 4321;
            payload.client = "{\"cmd\":\"whois\"}";
            expect mijia.local by gateway;
        }

        test "a question" {
            dns.qname = "sg.ot.io.mi.com";
            expect mijia.dns by question;
        }

        test "MIUI's statistics are no IoT" {
            server.name = "data.mistat.xiaomi.com";
            expect provider xiaomi;
        }

        test "bands and scales have another app" {
            server.name = "de.hlth.io.mi.com";
            expect provider xiaomi;
        }

        test "the cloud of bands proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["de.hlth.io.mi.com"];
            expect other;
        }

        test "a question for the shop" {
            dns.qname = "de.shopapi.io.mi.com";
            expect provider xiaomi;
        }

        test "the shop is no IoT" {
            server.name = "shopapi.io.mi.com";
            expect provider xiaomi;
        }
    }
}
