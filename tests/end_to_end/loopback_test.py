#!/usr/bin/env python3
"""Real clients and servers: what they did is what a scan of them says.

loopback_traffic.py makes the traffic and holds the facts.
"""

import harness
import loopback_traffic


def is_of(session, fact):
    """Whether `session` is what the client of `fact` did."""
    if session["server"]["port"] != fact.port:
        return False
    if fact.protocol in ("http", "http2"):
        request = session.get("request", {})
        return (request.get("host"), request.get("path")) == (fact.name,
                                                              fact.path)
    if fact.protocol == "tls":
        return session["server"].get("name") == fact.name
    return True


class Loopback(harness.TrafficTest):
    traffic = loopback_traffic

    def check_verdict(self, session, fact):
        self.assertEqual(session["transport"],
                         "udp" if fact.port == 8053 else "tcp")
        self.assertEqual(session["client"]["ip"], loopback_traffic.HOST)
        if fact.protocol:
            self.assertEqual(session["protocol"], fact.protocol)
        if not fact.platform:
            self.assertNotIn(session["label"], ("platform", "ambiguous"))
            self.assertEqual(session["platforms"], [])
            return
        self.assertEqual(session["label"], "platform")
        self.assertEqual(session["platforms"], [fact.platform])
        self.assertIn(fact.role, session["roles"])
        self.assertIn(fact.feature,
                      [item["feature"].split(".")[-1]
                       for item in session["evidence"]])

    def test_every_client_gets_its_verdict(self):
        sessions = harness.scan(self.capture)
        expected_mqtt = [f for f in loopback_traffic.FACTS
                         if f.protocol == "mqtt"]
        mqtt = [s for s in sessions if s["protocol"] == "mqtt"]
        self.assertEqual(len(mqtt), len(expected_mqtt))
        for fact in loopback_traffic.FACTS:
            with self.subTest(fact=fact):
                if fact.protocol == "mqtt":  # one after the other, in order
                    found = [mqtt[expected_mqtt.index(fact)]]
                else:
                    found = [s for s in sessions if is_of(s, fact)]
                self.assertEqual(len(found), 1)
                self.check_verdict(found[0], fact)

    def test_a_key_log_shows_what_tls_carries(self):
        sessions = harness.scan("--keylog", f"{self.capture}.keys",
                                self.capture)
        for fact in loopback_traffic.FACTS:
            if fact.protocol != "tls":
                continue
            with self.subTest(fact=fact):
                requests = [s["request"] for s in sessions
                            if s["server"]["port"] == fact.port
                            and s.get("request", {}).get("host") == fact.name]
                self.assertEqual([(r["method"], r["path"]) for r in requests],
                                 [("GET", "/")])

    def test_a_key_file_that_is_none_is_named(self):
        missing = f"{self.capture}.none"
        result = harness.run("iotpf-run", "--keylog", missing, self.capture)
        self.assertEqual(result.returncode, 3)
        self.assertIn(missing, result.stderr)
        not_a_key = harness.run("iotpf-run", "--rsa-key", self.capture,
                                self.capture)
        self.assertEqual(not_a_key.returncode, 3)
        self.assertIn("PEM", not_a_key.stderr)

    def test_any_number_of_workers_says_the_same(self):
        outputs = {harness.run("iotpf-run", "--json", "-j", workers,
                               self.capture).stdout for workers in (1, 2, 5)}
        self.assertEqual(len(outputs), 1)


if __name__ == "__main__":
    harness.main()
