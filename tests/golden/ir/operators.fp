// Fifteen operators as written become nine as run: `in`, `under` and the orders
// are equality with sets.

list names : host = ["a.example", ".b.example"];

platform lamp {
    fingerprint device {
        positive equal         = http.request.path == "/a";
        positive not_equal     = http.request.path != "/a";
        positive less          = server.port < 10;
        positive less_equal    = server.port <= 10;
        positive greater       = server.port > 10;
        positive greater_equal = server.port >= 10;
        positive none_greater  = http.response.json["/n"] > 9223372036854775807;
        positive in_range      = server.port in 1..1023;
        positive in_list       = server.port in [443, 8883];
        positive in_network    = server.ip in 10.0.0.0/8;
        positive in_networks   = server.ip in [10.0.0.0/8, 2001:db8::/32];
        positive in_names      = server.name in names;
        positive under_name    = server.name under "c.example";
        positive under_names   = server.name under names;
        positive starts        = http.request.path starts_with ["/a", "/b"];
        positive ends          = server.name ends_with "-iot.example";
        positive part          = http.request.body contains nocase "Lamp";
        positive regex         = http.request.path matches /^\/v[0-9]+$/;
        positive matches_any   = http.request.path matches /lamp/i;
        positive offset        = payload.client at 4 == x"55 ?? a?";
        positive is_there      = mqtt.topic is present;
        positive is_not_there  = tls.alpn is absent;
        positive json          = http.response.json["/**/a"] in [true, false, null, 7, "7"];
        positive method        = http.request.method == "GET";
        positive mac           = client.mac in a4:cf:12:00:00:00/24;
    }
}
