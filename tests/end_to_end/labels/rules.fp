// What labels_test.py scores: a brand on a rented back end, and a neighbour.

platform cloud "Cloud" {
    fingerprint device {
        positive name = server.name under "cloud.example";
    }
}

provider lamps "Lamps" {
    scope = server.name under "lamp.example";

    platform lamp "Lamp" {
        negative shop = http.request.path starts_with "/shop/";

        fingerprint device {
            positive endpoint = server.name == "lamp42.cloud.example";
            positive api = server.name == "api.lamp.example";
            positive agent = http.request.header["User-Agent"] starts_with "Lamp/";
            positive magic = payload.client starts_with x"2131";
            positive port = server.port == 8053;
            sufficient positive : endpoint or api or agent or (magic and port);
            sufficient negative : shop;
        }
    }
}

platform plug "Plug" {
    fingerprint device {
        positive api = http.request.path starts_with "/plug/";
    }
}

prefer lamp over cloud;
