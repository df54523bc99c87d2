// Every form of a literal, decoded.

list texts : text = ["a", r"a\b", """
    indented
      further

    last
    """, """one line""", nocase "x",];
list escapes : bytes = ["\n\r\t\0\\\"\x7f\u{e9}\u{1F600}", x"55 cc ?? 0? ?f", x"55CC"];
list integers : int = [0, 42, 0x7d2, 1_000, 0xFF_FF, 9223372036854775807];
list addresses : ip = [10.0.0.0/8, 203.0.113.7, 0.0.0.0/0, 2001:db8::/32, ::1, ::ffff:10.0.0.1];
list macs : mac = [a4:cf:12:00:00:00/24, A4:CF:12:34:56:78];

platform lamp "A \"lamp\"" {
    category = light;
    reference = "the first";
    reference = """the second""";

    fingerprint device {
        positive a = http.response.json["/a"] in [true, false, null, 7, "7"];
        positive b = server.port in 1..0xff;
        positive c = http.request.path matches /^\/a[\/]b\/$/i;
        positive d = http.request.header[r"X-Raw"] is absent;
        positive e = payload.client at 0x10 == x"55";
        positive f = server.name in escapes;
    }
}
