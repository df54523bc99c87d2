// Every field of the table of fields is set by a session and read by a feature:
// the evidence names them.

platform fields {
    fingerprint flow {
        positive transport   = flow.transport == "TCP";
        positive protocol    = flow.protocol == "mqtt";
        positive client_ip   = client.ip in 192.168.0.0/16;
        positive client_port = client.port >= 49152;
        positive client_mac  = client.mac in a4:cf:12:00:00:00/24;
        positive server_ip   = server.ip == 2001:db8::7;
        positive server_port = server.port in [1883, 8883];
        positive server_mac  = server.mac == 02:00:00:00:00:01;
        positive server_name = server.name under "fields.example";
        positive client_says = payload.client starts_with x"10 ?? 00 04";
        positive server_says = payload.server at 1 == x"02";
        sufficient positive : all positive;
    }
    fingerprint tls {
        positive sni     = tls.sni == "device.fields.example";
        positive alpn    = tls.alpn == "x-amzn-mqtt-ca";
        positive version = tls.version >= 0x0304;
        positive cipher  = tls.cipher in [0xc02b, 0xc02f];
        positive ja3     = tls.ja3 == "CD08E31494F9531F560D64C695473DA9";
        positive ja4     = tls.ja4 starts_with "t13d1516h2_";
        positive subject = tls.cert.subject contains "CN=*.fields.example";
        positive issuer  = tls.cert.issuer matches /CN=Fields Root [0-9]+$/;
        positive san     = tls.cert.san in ".fields.example";
        sufficient positive : all positive;
    }
    fingerprint dns {
        positive qname  = dns.qname ends_with ".fields.example";
        positive qtype  = dns.qtype == 28;
        positive answer = dns.answer in 2001:db8::/32;
        positive cname  = dns.cname == "edge.fields.example";
        sufficient positive : all positive;
    }
    fingerprint mqtt {
        positive protocol  = mqtt.protocol == "MQTT";
        positive client_id = mqtt.client_id matches /^lamp-[0-9a-f]+$/;
        positive username  = mqtt.username contains nocase "LAMP";
        positive topic     = mqtt.topic starts_with "lamp/";
        sufficient positive : all positive;
    }
    fingerprint coap {
        positive path = coap.path starts_with "/lamps/";
        sufficient positive : all positive;
    }
    fingerprint mdns {
        positive service = mdns.service == "_HAP._tcp.local";
        sufficient positive : all positive;
    }
    fingerprint ssdp {
        positive st     = ssdp.st == "upnp:rootdevice";
        positive server = ssdp.server contains "FieldsBridge/";
        positive usn    = ssdp.usn ends_with "::upnp:rootdevice";
        sufficient positive : all positive;
    }
    fingerprint dhcp {
        positive vendor_class = dhcp.vendor_class starts_with "udhcp ";
        positive hostname     = dhcp.hostname == "LAMP-1";
        positive params       = dhcp.params == 42;
        sufficient positive : all positive;
    }
    fingerprint request {
        positive method  = http.request.method == "post";
        positive target  = http.request.target == "/v1/lamps?key=a%20b";
        positive path    = http.request.path == "/v1/lamps";
        positive query   = http.request.query["key"] == "a b";
        positive host    = http.request.host == "API.fields.example";
        positive version = http.request.version == "1.1";
        positive header  = http.request.header["x-lamp-*"] is present;
        positive cookie  = http.request.cookie["sid"] == "7";
        positive form    = http.request.form["name"] == "the lamp";
        positive body    = http.request.body contains "name=";
        sufficient positive : all positive;
    }
    fingerprint response {
        positive status  = http.response.status in 200..299;
        positive reason  = http.response.reason == "Created";
        positive version = http.response.version != "1.0";
        positive header  = http.response.header["Server"] == "fields";
        positive body    = http.response.body ends_with "}";
        positive json    = http.response.json["/lamps/*/did"] == 7;
        positive sent    = http.request.json["/**/did"] is present;
        sufficient positive : all positive;
    }
}
