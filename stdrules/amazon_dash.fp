// Amazon's Dash buttons, which speak to one name only.
module amazon_dash;

list domains : host = ["dash-button-na.amazon.com"];

provider amazon_dash "Amazon Dash" {
    scope = server.name under domains or dns.qname under domains;

    platform amazon_dash "Amazon Dash" {
        category = button;
        reference = "LucCote/IoT_Traffic, a Dash button; the certificate of dash-button-na.amazon.com";

        fingerprint device {
            positive service : easy = server.name under domains;
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                and payload.server contains "dash-button-na.amazon.com";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under domains;
            sufficient positive : question;
        }

        test "an order" {
            server.name = "dash-button-na.amazon.com";
            expect amazon_dash.device by service;
        }

        test "a question" {
            dns.qname = "dash-button-na.amazon.com";
            expect amazon_dash.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "dash-button-na.amazon.com.example.net";
            expect other;
        }
    }
}
