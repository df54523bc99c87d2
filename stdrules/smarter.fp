// Smarter: kettles and coffee machines, on names of Google's hosting.
module smarter;

list hosts : host = ["smarter-live.firebaseio.com", "smarter-live.appspot.com"];

list domains : host = ["smarter.am", "smarter-live.firebaseio.com", "smarter-live.appspot.com"];

provider smarter "Smarter" {
    scope = server.name under domains or dns.qname under domains;

    platform smarter "Smarter" {
        category = appliance;
        reference = "The Firebase project smarter-live, in public clients; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "smarter-live.firebaseio.com";
            expect smarter.cloud by host;
        }

        test "a question" {
            dns.qname = "smarter-live.appspot.com";
            expect smarter.dns by question;
        }

        test "the maker's site" {
            server.name = "smarter.am";
            expect provider smarter;
        }

        test "a name that only begins alike" {
            server.name = "smarter-live.firebaseio.com.example.net";
            expect other;
        }
    }
}
