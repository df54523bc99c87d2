// IBM: Watson IoT Platform.
module ibm;

list device_hosts : host = ["messaging.internetofthings.ibmcloud.com"];

list domains : host = ["ibmcloud.com", "ibm.com", "bluemix.net"];

provider ibm "IBM" {
    scope = server.name under domains or dns.qname under domains;

    platform ibm_watson_iot "IBM Watson IoT" {
        category = cloud;
        reference = "Watson IoT Platform documents: MQTT connectivity; ibm-watson-iot/iot-python";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            // Kind, organisation, type and device: only the trial names itself.
            positive client_id : easy = mqtt.client_id matches /^[dgaA]:quickstart:[^:]+(:[^:]+)?$/;
            positive username : easy = mqtt.username == "use-token-auth";
            positive topic : easy =
                mqtt.topic
                    matches /^iot-2\/(type\/[^\/]+\/id\/[^\/]+\/)?(evt|cmd)\/[^\/]+\/fmt\/[^\/]+$/;
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "abc123.messaging.internetofthings.ibmcloud.com";
            expect ibm_watson_iot.device by cloud;
        }

        test "a question" {
            dns.qname = "quickstart.messaging.internetofthings.ibmcloud.com";
            expect ibm_watson_iot.dns by question;
        }

        test "a device" {
            mqtt.client_id = "d:abc123:lamp:1";
            mqtt.username = "use-token-auth";
            expect ibm_watson_iot.device by username;
        }

        test "a topic" {
            mqtt.topic = ["iot-2/evt/status/fmt/json"];
            expect ibm_watson_iot.device by topic;
        }

        test "the cloud of the same provider" {
            server.name = "cloud.ibm.com";
            expect provider ibm;
        }

        test "a device of the trial" {
            mqtt.client_id = "d:quickstart:lamp:1";
            expect ibm_watson_iot.device by client_id;
        }

        test "a client's name of four parts" {
            mqtt.client_id = "a:office:floor1:lamp";
            expect other;
        }

        test "another broker's topic" {
            mqtt.topic = ["iot-2/status"];
            expect other;
        }

        test "a name that only begins alike" {
            server.name = "messaging.internetofthings.ibmcloud.com.example.net";
            expect other;
        }
    }
}
