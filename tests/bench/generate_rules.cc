// Rules in the proportions of the standard ones: half of the features ask for a
// host, some for a header, a path or a regex, a few for bytes. Every name and
// most values differ from platform to platform, so that little is shared.

#include "tests/bench/generate_rules.h"

#include <fmt/format.h>

namespace iotpf::tests {
namespace {

constexpr std::string_view kPlatform = R"(
list hosts_{0} : host = [
    "api.vendor{0}.example", "mqtt-{0}.vendor{0}.example",
    ".iot.vendor{0}.example", "fw-update.vendor{0}.example",
];

provider vendor_{0} "Vendor {0}" {{
    scope = server.name under "vendor{0}.example";

    platform platform_{0} "Platform {0}" {{
        category = hub;
        reference = "https://developer.vendor{0}.example/api";

        // The site is for people.
        negative site : easy = server.name in ["www.vendor{0}.example", "shop.vendor{0}.example"];
        sufficient negative : site;

        fingerprint mobile {{
            positive banner  : easy   = http.response.header["Server"] == "Vendor{0}/1.0";
            positive agent   : medium =
                http.request.header["User-Agent"] matches /^Vendor{0}\/[0-9]+\.[0-9]+ \((?:iOS|Android)[^)]*\)/;
            positive api     : easy   = http.request.host in hosts_{0};
            positive account : hard   = http.request.path starts_with ["/v1/{0}/", "/v2/{0}/"]
                                        and http.request.query["token"] is present;
            // The id of the device.
            positive did     : hard   = http.response.json["/result/{0}/did"] matches /^[0-9a-f]{{16}}$/;
            sufficient positive : banner or agent and (api or account) or 2 of (api, account, did);
        }}

        fingerprint device {{
            positive sni   : easy   = tls.sni in hosts_{0};
            positive magic : medium = payload.client at 0 == x"55 aa ?? 11" and server.port in 8000..8999;
            positive topic          = mqtt.topic starts_with "{0}/";
            sufficient positive priority 150 : sni or magic and topic;
        }}

        fingerprint dns {{
            positive asked : easy = dns.qname under hosts_{0};
        }}

        test "the app lists its devices" {{
            request = """
                GET /v1/{0}/devices?token=1 HTTP/1.1
                Host: api.vendor{0}.example
                """;
            response = """
                HTTP/1.1 200 OK
                Server: Vendor{0}/1.0

                {{"result": {{"{0}": {{"did": "0123456789abcdef"}}}}}}
                """;
            expect platform_{0}.mobile by banner, api;
        }}
    }}
}}
)";

}  // namespace

std::string GenerateRules(uint32_t platforms) {
  std::string text;
  for (uint32_t i = 0; i < platforms; ++i) {
    text += fmt::format(kPlatform, i);
    if (i > 0) text += fmt::format("prefer platform_{} over platform_0;\n", i);
  }
  return text;
}

}  // namespace iotpf::tests
