// Alexa: the app, and the voices at home. The provider, with its shop, stands in
// amazon.fp.
module alexa;

import amazon;
import lists.third_party;

list alexa_app_hosts : host = [
    "alexa.amazon.com",
    "alexa.amazon.de",
    "alexa.amazon.co.uk",
    "alexa.amazon.fr",
    "alexa.amazon.it",
    "alexa.amazon.es",
    "alexa.amazon.co.jp",
    "alexa.amazon.com.au",
    "alexa.amazon.in",
    "alexa.amazon.ca",
    "alexa.amazon.com.br",
    "alexa.amazon.com.mx",
    "layla.amazon.com",
    "layla.amazon.de",
    "layla.amazon.co.uk",
    "pitangui.amazon.com",
    "skills-store.amazon.com",
    "bob-dispatch-prod-eu.amazon.com",
    "bob-dispatch-prod-na.amazon.com",
    "bob-dispatch-prod-fe.amazon.com",
    "alexa-voice-service-setup.amazon.com",
    "api.amazonalexa.com",
];

list alexa_device_hosts : host = [
    "avs.eu.amazonalexa.com",
    "avs.na.amazonalexa.com",
    "dp-gw-na-js.amazon.com",
    ".smarthome-cameras.alexa.a2z.com",
    "fos5echocaptiveportal.com",
    "acsechocaptiveportal.com",
    "mmechocaptiveportal.com",
    // Calls and messages between speakers.
    ".amcs-tachyon.com",
    "pindorama.amazon.com",
    "alexa.na.gateway.devices.a2z.com",
    "alexa.eu.gateway.devices.a2z.com",
    "alexa.fe.gateway.devices.a2z.com",
];

platform alexa "Alexa / AVS" {
    category = voice;
    reference = "AVS developer documents, endpoints; alexapy; nDPI tests, alexa-app.pcapng; NEU-SNS/intl-iot; alandtse/alexapy; custom-components/alexa_media_player";

    // The app shows pictures and adverts of the shop.
    negative shop : easy = server.name under amazon.retail;
    // Whatever the app calls itself there.
    negative third_party : easy = third_party.is_server();
    sufficient negative : shop or third_party;

    fingerprint mobile {
        positive app : easy =
            server.name in alexa_app_hosts
            or server.name matches /^alexa-comms-mobile-service\.amazon\.[a-z.]+$/;
        // The app is a web page in a frame, which names itself.
        positive agent : easy = http.request.header["User-Agent"] contains "PitanguiBridge/";
        positive referer : easy =
            http.request.header["Referer"]
                matches /^https:\/\/alexa\.amazon\.[a-z.]+\/spa\/index\.html/;
        positive manifest : easy = http.request.path == "/manifest/pitangui.appcache";
        // An account's devices, and what each belongs to.
        positive devices : hard = all of (
            http.response.json["/devices/*/deviceFamily"] is present,
            http.response.json["/devices/*/deviceOwnerCustomerId"] is present,
            http.response.json["/devices/*/clusterMembers"] is present,
        );
        // What the app calls itself says nothing behind the name of another company.
        negative elsewhere : medium =
            server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
            and not server.name under amazon.own_hosts;
        sufficient negative priority 150 : elsewhere;
        sufficient positive : any positive;
    }

    fingerprint device {
        positive service : easy =
            server.name in alexa_device_hosts
            or server.name matches /^avs-alexa-([0-9]+-)?(na|eu|fe)\.amazon\.com$/;
        positive certificate : medium =
            payload.server at 0 == x"16 03"
            and payload.server contains ["pitangui.amazon.com", "skills-store.amazon.com"];
        sufficient positive : any positive;
    }

    fingerprint cloud {
        positive host : easy =
            server.name under "amazonalexa.com"
            and not server.name in alexa_app_hosts
            and not server.name in alexa_device_hosts;
        sufficient positive : host;
    }

    fingerprint dns {
        positive question : easy =
            dns.qname under "amazonalexa.com"
            or dns.qname in alexa_app_hosts
            or dns.qname in alexa_device_hosts
            or dns.qname
                matches /^(avs-alexa-([0-9]+-)?(na|eu|fe)\.amazon\.com|alexa-comms-mobile-service\.amazon\.[a-z.]+)$/;
        sufficient positive : question;
    }

    test "calls between speakers" {
        dns.qname = "prod.amcs-tachyon.com";
        expect alexa.dns by question;
    }

    test "the app at another company" {
        request = """
            POST /v1/events HTTP/1.1
            Host: api2.amplitude.com
            User-Agent: PitanguiBridge/2.2.345247.0

            """;
        expect other;
    }

    test "the app at a company that no list knows" {
        request = """
            GET /v1/forecast HTTP/1.1
            Host: api.weather.example
            User-Agent: Mozilla/5.0 PitanguiBridge/2.2.345247.0
            Referer: https://alexa.amazon.de/spa/index.html

            """;
        expect other;
    }

    test "the app" {
        request = """
            GET /api/devices-v2/device HTTP/1.1
            Host: alexa.amazon.de
            User-Agent: Mozilla/5.0 PitanguiBridge/2.2.345247.0
            Referer: https://alexa.amazon.de/spa/index.html

            """;
        expect alexa.mobile by app, agent, referer;
    }

    test "a speaker" {
        server.name = "avs-alexa-14-na.amazon.com";
        expect alexa.device by service;
    }

    test "another name of the service" {
        server.name = "origin-api.amazonalexa.com";
        expect alexa.cloud by host;
    }

    test "a question" {
        dns.qname = "pindorama.amazon.com";
        expect alexa.dns by question;
    }

    test "the gateway of readers, sticks and speakers alike" {
        dns.qname = "dp-gw-na.amazon.com";
        expect provider amazon;
    }

    test "the page's measurements belong to the shop" {
        server.name = "fls-na.amazon.com";
        expect provider amazon;
    }

    test "a picture of the shop in the app" {
        request = """
            GET /images/G/01/x.png HTTP/1.1
            Host: ecx.images-amazon.com
            User-Agent: Mozilla/5.0 PitanguiBridge/1.0

            """;
        expect provider amazon;
    }

    test "measurements of readers, sticks and apps alike" {
        server.name = "device-metrics-us.amazon.com";
        expect provider amazon;
    }

    test "the account service is shared" {
        server.name = "api.amazon.com";
        expect provider amazon;
    }

    test "the shop is Amazon, not IoT" {
        request = """
            GET / HTTP/1.1
            Host: www.amazon.com

            """;
        response = """
            HTTP/1.1 200 OK
            Server: Server
            x-amz-rid: 08W92BWGZHFMN1FCH374

            <html></html>
            """;
        expect provider amazon;
    }

    test "the voice service of today" {
        server.name = "alexa.eu.gateway.devices.a2z.com";
        expect alexa.device by service;
    }

    test "a speaker asks for it" {
        dns.qname = "alexa.fe.gateway.devices.a2z.com";
        expect alexa.dns by question;
    }

    test "another gateway of the provider" {
        server.name = "gateway.devices.a2z.com";
        expect provider amazon;
    }

    test "an account's devices" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"devices":[{"accountName":"x","clusterMembers":[],"deviceFamily":"ECHO","deviceOwnerCustomerId":"A1","deviceType":"A3S5","serialNumber":"1"}]}
            """;
        expect alexa.mobile by devices;
    }

    test "another's devices" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"devices":[{"deviceFamily":"ECHO","serialNumber":"1"}]}
            """;
        expect other;
    }
}
