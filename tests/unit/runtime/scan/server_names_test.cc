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

// The answers of one batch at a time.
struct Fixture {
  explicit Fixture(size_t capacity = kMaxServerNames) : names(capacity) {}

  void Learn(char client, std::string_view name, char server,
             uint32_t ttl_seconds, int64_t time_ns, uint64_t packet = 1) {
    batch.Learn(Address(client),
                tests::DnsResponse(name, Address(server).view(), ttl_seconds),
                time_ns, packet);
  }
  void EndBatch() { names.Take(batch, statistics); }
  std::string_view Find(char client, char server, int64_t time_ns = 0,
                        uint64_t packet = 1) const {
    return names.Find(batch, Address(client), Address(server), time_ns, packet);
  }

  ScanStatistics statistics;
  NameAnswers batch;
  ServerNames names;
};

TEST_CASE("the latest answer to this client, while it lives") {
  for (const bool ends_batch : {false, true}) {
    CAPTURE(ends_batch);
    Fixture f;
    CHECK(f.Find(1, 2) == "");
    f.Learn(1, "a.example", 2, 10, 0);
    if (ends_batch) f.EndBatch();
    CHECK(f.Find(1, 2) == "a.example");
    CHECK(f.Find(1, 2, 11 * kSecond) == "a.example");
    CHECK(f.Find(1, 2, 11 * kSecond + 1) == "");
    CHECK(f.Find(3, 2) == "");
    CHECK(f.Find(1, 3) == "");
    f.Learn(1, "b.example", 2, 10, 5 * kSecond);
    CHECK(f.Find(1, 2, 12 * kSecond) == "b.example");
    f.EndBatch();
    CHECK(f.Find(1, 2, 12 * kSecond) == "b.example");
  }
}

TEST_CASE("within a batch, what was answered up to the packet") {
  Fixture f;
  f.Learn(1, "old.example", 2, 10, 0, 1);
  f.EndBatch();
  f.Learn(1, "a.example", 2, 10, 0, 10);
  f.Learn(1, "other.example", 3, 10, 0, 15);
  f.Learn(1, "b.example", 2, 10, 0, 20);
  CHECK(f.Find(1, 2, 0, 9) == "old.example");
  CHECK(f.Find(1, 2, 0, 10) == "a.example");
  CHECK(f.Find(1, 2, 0, 19) == "a.example");
  CHECK(f.Find(1, 2, 0, 20) == "b.example");
  CHECK(f.Find(1, 3, 0, 14) == "");
  f.EndBatch();
  CHECK(f.Find(1, 2, 0, 9) == "b.example");
}

TEST_CASE("what is no answer teaches nothing") {
  Fixture f;
  f.batch.Learn(Address(1), tests::DnsQuery("a.example"), 0, 1);
  f.batch.Learn(Address(1), "no message", 0, 1);
  f.batch.Learn(Address(1), "\x12\x34\x81\x80", 0, 1);
  CHECK(f.batch.empty());
}

TEST_CASE("the address answered least recently makes room") {
  Fixture f(2);
  f.Learn(1, "two.example", 2, 10, 0);
  f.Learn(1, "three.example", 3, 10, 0);
  f.Learn(1, "two.example", 2, 10, 0);
  f.EndBatch();
  CHECK(f.statistics.server_names_evicted == 0);
  f.Learn(1, "four.example", 4, 10, 0);
  f.EndBatch();
  CHECK(f.statistics.server_names_evicted == 1);
  CHECK(f.Find(1, 3) == "");
  CHECK(f.Find(1, 2) == "two.example");
  CHECK(f.Find(1, 4) == "four.example");
}

}  // namespace
}  // namespace iotpf::runtime
