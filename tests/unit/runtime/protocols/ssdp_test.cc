// Protects which fields of SSDP messages are shown, from which messages.

#include "runtime/protocols/ssdp.h"

#include "tests/support/datagram_run.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Datagrams;

// The messages of UPnP Device Architecture 2.0, 1.3.2, 1.3.3 and 1.2.2.
const std::string kSearch =
    "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
    "MAN: \"ssdp:discover\"\r\nMX: 3\r\nST: upnp:rootdevice\r\n\r\n";
const std::string kAnswer =
    "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age = 1800\r\nEXT:\r\n"
    "LOCATION: http://192.168.1.9/d.xml\r\nserver: Linux/4.4 UPnP/2.0 "
    "Lamp/1\r\n"
    "ST: upnp:rootdevice\r\nUSN: uuid:7::upnp:rootdevice\r\n\r\n";
const std::string kAnnouncement =
    "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: uuid:7\r\n"
    "NTS: ssdp:alive\r\nSERVER: Linux/4.4 UPnP/2.0 Lamp/1\r\nUSN: "
    "uuid:7\r\n\r\n";

std::string RunSsdp(const Datagrams& datagrams) {
  DecodeCounters counters;
  SsdpFlow flow(counters);
  return tests::RunDatagrams(
      flow, counters, datagrams,
      {Field::SsdpSt, Field::SsdpServer, Field::SsdpUsn});
}

TEST_CASE("searches, answers and announcements") {
  struct Case {
    std::string what;
    Datagrams datagrams;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"a search", {{kSearch}}, "upnp:rootdevice; absent; absent"},
      {"a search, the capture ended",
       {{kSearch}, false, false},
       "upnp:rootdevice...; unobserved; unobserved"},
      {"and its answer",
       {{kSearch, kAnswer}},
       "upnp:rootdevice; Linux/4.4 UPnP/2.0 Lamp/1; uuid:7::upnp:rootdevice"},
      {"announcements",
       {{kAnnouncement, kAnnouncement}},
       "absent; Linux/4.4 UPnP/2.0 Lamp/1; uuid:7"},
      {"a SERVER in a search is none of its",
       {{"M-SEARCH * HTTP/1.1\r\nSERVER: x\r\nUSN: y\r\nST: z\r\n\r\n"}},
       "z; absent; absent"},
      {"an ST in an announcement is none of its",
       {{"NOTIFY * HTTP/1.1\r\nST: z\r\nUSN: y\r\n\r\n"}},
       "absent; absent; y"},
      {"no empty line",
       {{"M-SEARCH * HTTP/1.1\r\nST: z"}},
       "z; absent; absent"},
      {"bare line feeds, folded",
       {{"NOTIFY * HTTP/1.1\nSERVER: a\n b\nUSN:u\n\n"}},
       "absent; a b; u"},
      {"cut within a value",
       {{"NOTIFY * HTTP/1.1\r\nUSN: u\r\nSERVER: Li"}, true},
       "unobserved; unobserved; u..."},
      {"cut behind a line",
       {{"NOTIFY * HTTP/1.1\r\nUSN: u\r\n"}, true},
       "unobserved; unobserved; u..."},
      {"cut within the body",
       {{"NOTIFY * HTTP/1.1\r\nUSN: u\r\n\r\nbo"}, true},
       "absent; absent; u"},
      {"another method",
       {{"POST /a HTTP/1.1\r\nST: a\r\nUSN: b\r\n\r\n"}},
       "absent; absent; absent"},
      {"a line without a name",
       {{"NOTIFY * HTTP/1.1\r\nno name\r\nUSN: u\r\n\r\n"}},
       "absent; absent; u; http_malformed_fields=1"},
      {"no HTTP",
       {{kSearch, "\x01\x02"}},
       "upnp:rootdevice...; unobserved; unobserved; "
       "ssdp_malformed_messages=1"},
      {"nothing", {}, "unobserved; unobserved; unobserved"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.what);
    CHECK(RunSsdp(test.datagrams) == test.expected);
  }
}

TEST_CASE("values are capped and counted") {
  Datagrams datagrams;
  for (int i = 0; i < 260; ++i) {
    datagrams.sent.push_back("M-SEARCH * HTTP/1.1\r\nST: " + std::to_string(i) +
                             "\r\n\r\n");
  }
  const std::string text = RunSsdp(datagrams);
  CHECK(text.find("|255...;") != std::string::npos);
  CHECK(text.ends_with("; ssdp_dropped_values=4"));
}

}  // namespace
}  // namespace iotpf::runtime
