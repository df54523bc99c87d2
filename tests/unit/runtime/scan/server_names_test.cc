// The names that DNS answers gave to addresses.
#include "runtime/scan/server_names.h"

#include "tests/support/capture_builder.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::runtime {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

IpAddress Address(char last) {
  return IpAddress::From(std::string("\x0a\0\0", 3) + last);
}

void Learn(ServerNames& names, char client, std::string_view name, char server,
           uint32_t ttl_seconds, int64_t time_ns) {
  names.Learn(Address(client),
              tests::DnsResponse(name, Address(server).view(), ttl_seconds),
              time_ns);
}

TEST_CASE("the latest answer to this client, while it lives") {
  ScanStatistics statistics;
  ServerNames names(statistics);
  CHECK(names.Find(Address(1), Address(2), 0) == "");
  Learn(names, 1, "a.example", 2, 10, 0);
  CHECK(names.Find(Address(1), Address(2), 0) == "a.example");
  CHECK(names.Find(Address(1), Address(2), 11 * kSecond) == "a.example");
  CHECK(names.Find(Address(1), Address(2), 11 * kSecond + 1) == "");
  CHECK(names.Find(Address(3), Address(2), 0) == "");
  CHECK(names.Find(Address(1), Address(3), 0) == "");
  Learn(names, 1, "b.example", 2, 10, 5 * kSecond);
  CHECK(names.Find(Address(1), Address(2), 12 * kSecond) == "b.example");
}

TEST_CASE("what is no answer teaches nothing") {
  ScanStatistics statistics;
  ServerNames names(statistics);
  names.Learn(Address(1), tests::DnsQuery("a.example"), 0);
  names.Learn(Address(1), "no message", 0);
  CHECK(names.Find(Address(1), Address(2), 0) == "");
}

TEST_CASE("the address answered least recently makes room") {
  ScanStatistics statistics;
  ServerNames names(statistics, 2);
  Learn(names, 1, "two.example", 2, 10, 0);
  Learn(names, 1, "three.example", 3, 10, 0);
  Learn(names, 1, "two.example", 2, 10, 0);
  CHECK(statistics.server_names_evicted == 0);
  Learn(names, 1, "four.example", 4, 10, 0);
  CHECK(statistics.server_names_evicted == 1);
  CHECK(names.Find(Address(1), Address(3), 0) == "");
  CHECK(names.Find(Address(1), Address(2), 0) == "two.example");
  CHECK(names.Find(Address(1), Address(4), 0) == "four.example");
}

}  // namespace
}  // namespace iotpf::runtime
