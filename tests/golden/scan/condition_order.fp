// The condition of the highest priority that votes decides; while one above is
// unknown, a vote below waits until the session ends.

provider acme {
    scope = server.name under "acme.example";

    platform order {
        fingerprint mobile {
            positive app  = http.request.header["X-App"] == "order";
            positive path = http.request.path starts_with "/api/";
            negative ads  = http.request.path contains "/ads/";
            necessary positive : path;
            sufficient negative : ads;
            sufficient positive priority 250 : app;
        }
        fingerprint rest {
            negative browser = http.request.header["User-Agent"] starts_with "Mozilla/";
            necessary negative : browser;
        }
    }
}
