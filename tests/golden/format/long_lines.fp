// What has no room in 100 columns is broken: from the outside in, and lists with
// one element a line and a comma behind each.
list fits_in_a_hundred : host = ["aaaaaaaaaaaa.example", "bbbbbbbbbbbb.example", "cccccccccc.exam"];
list one_column_too_many : host = ["aaaaaaaaaaaa.example", "bbbbbbbbbbbb.example", "cccccccccc.e"];
list groups : host = [

    "aaaaaaaaaaaaaaaaaaaaaaaa.example", "bbbbbbbbbbbbbbbbbbbbbbbbbbb.example",


    "cccccccccccccccccccccccccccccc.example", "dddddddddddddddddddddddd.example"

];
predicate with_many_parameters(the_first_of_them: list<host>, the_second_of_them: text, the_third: text) = tls.sni in the_first_of_them;
predicate short(a: text) = http.request.header["Aaaaaaaaaaaaaaaaaaaaaaaa"] == a or http.request.header["Bbbbbbbb"] == a;
platform long {
    reference = "a text that is as long as this one stays on the line of its name, since a line of its own would win nothing";
    positive next_line : easy = http.response.header["X-Amzn-Trace-Identifier-Of-Request"] == "Root=12345678";
    positive operator : easy = http.response.json["/a/long/pointer/into/the/document/of/a/platform/**/model"] matches /^[a-z]+$/;
    positive alternatives : easy = server.name == "aaaaaaaaaaaaaaaaaaa.example" or server.name == "bbbbbbbbbbbbbbbbbbbbbb.example";
    positive both : easy = server.name == "aaaaaaaaaaaaaaaaaaa.example" and (server.port == 1 or server.port == 2 or not server.port == 3) and server.ip in 10.0.0.0/8;
    positive mixed : easy = server.name == "aaaaaaaaaaaaaaaaaaa.example" and http.request.path == "/aaaaaaaaaaaaaaaaa/bbbbbb" and http.request.method == "GET" or server.port == 4711;
    positive nested : easy = server.port == 1 and (server.name == "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example" and http.request.path == "/aaaaaaaaa" or (server.name == "bbbbbbbbbbbbbbbbbbbbbbbbb.example" or http.request.path == "/bbbbbbbbbbbbbbbbbbbb"));
    positive quantified : easy = 2 of (server.name == "aaaaaaaaaaaaaaaaaaa.example", server.port == 1, http.request.path == "/aaaaaaaa" or http.request.path == "/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" or http.request.path == "/cc");
    positive after_it : easy = any of (server.name == "aaaaaaaaaaaaaaaaaaa.example", server.name == "bbbbb.example") or server.port == 2;
    positive listed : easy = http.request.header["User-Agent"] in ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbb", "cccccccccccc"];
    positive called : easy = with_many_parameters(fits_in_a_hundred, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbb");
    positive negated : easy = not (server.name == "aaaaaaaaaaaaaaaaaaaaaaaaaaaa.example" or server.name == "bbbbbbbbbbbbbbb.example");
    sufficient positive : next_line or operator or alternatives or both or mixed or nested or quantified or after_it;
    test "a list of values" {
        tls.alpn = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccc"];
        expect long.mobile by next_line, operator, alternatives, both, mixed, nested, quantified, after_it, listed, called, negated behind other_platform;
    }
}
