// Capture files of every layout give the same packets, and damaged ones give
// what stands before the damage.
#include "runtime/capture/capture_reader.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

using tests::Pcap;
using tests::PcapFields;
using tests::PcapngSection;
using tests::PcapRecord;

constexpr int64_t kSecond = 1'000'000'000;

struct Seen {
  uint64_t index;
  int64_t time_ns;
  uint32_t link_type;
  uint32_t original_size;
  std::string bytes;
  bool operator==(const Seen&) const = default;
};

struct Reading {
  std::vector<Seen> packets;
  std::string error;  // empty when read to the end
};

Reading Read(InputFile input) {
  Reading reading;
  auto reader = CaptureReader::Open(std::move(input));
  if (!reader) {
    reading.error = reader.error().message;
    return reading;
  }
  while (const CapturedPacket* packet = reader->Next()) {
    reading.packets.push_back({packet->index, packet->time_ns,
                               packet->link_type, packet->original_size,
                               std::string(packet->bytes)});
  }
  if (reader->error()) reading.error = reader->error()->message;
  return reading;
}

Reading Read(std::string bytes) {
  return Read(InputFile::FromBytes("test.pcap", std::move(bytes)));
}

TEST_CASE("pcap in every byte order and unit") {
  struct Case {
    bool is_big_endian;
    uint32_t magic;
    int64_t unit_ns;
  };
  for (const Case& c :
       {Case{false, 0xa1b2c3d4, 1000}, Case{true, 0xa1b2c3d4, 1000},
        Case{false, 0xa1b23c4d, 1}, Case{true, 0xa1b23c4d, 1},
        Case{false, 0xa1b2cd34, 1000}, Case{true, 0xa1b2cd34, 1000}}) {
    CAPTURE(c.magic);
    CAPTURE(c.is_big_endian);
    const std::string file =
        Pcap(PcapFields{c.is_big_endian, c.magic, 113},
             {{1600000000, 7, "first", 0}, {4294967295, 8, "", 9}});
    CHECK(IsCapture(file.substr(0, kCaptureMagicBytes)));
    const Reading reading = Read(file);
    CHECK(reading.error == "");
    CHECK(reading.packets ==
          std::vector<Seen>{
              {1, 1600000000 * kSecond + 7 * c.unit_ns, 113, 5, "first"},
              {2, 4294967295 * kSecond + 8 * c.unit_ns, 113, 9, ""}});
  }
}

TEST_CASE("pcapng: sections, interfaces and every kind of packet") {
  for (const bool is_big_endian : {false, true}) {
    CAPTURE(is_big_endian);
    PcapngSection first(is_big_endian);
    const std::string nanoseconds =
        first.Option(2, "eth0") + first.Option(9, "\x09") + first.Option(0, "");
    first.Interface(1, 4)
        .Interface(113, 0, nanoseconds)
        .Block(0x0bad, "unknown blocks are skipped")
        .Enhanced(0, 1'600'000'000'000'007, "abc", 60)
        .Enhanced(1, 1'600'000'000'000'000'007, "defgh")
        .Obsolete(1, 1'600'000'000'000'000'008, "i")
        .Simple("jklm", 99);
    // The next section has the other byte order and interfaces of its own.
    PcapngSection second(!is_big_endian);
    second
        .Interface(101, 0, second.Option(9, "\x8a"))  // 2^-10 seconds
        .Enhanced(0, 3 * 1024 + 512, "n");
    const Reading reading = Read(first.bytes() + second.bytes());
    CHECK(reading.error == "");
    const int64_t start = 1600000000 * kSecond;
    CHECK(reading.packets ==
          std::vector<Seen>{{1, start + 7000, 1, 60, "abc"},
                            {2, start + 7, 113, 5, "defgh"},
                            {3, start + 8, 113, 1, "i"},
                            {4, start + 8, 1, 99, "jklm"},
                            {5, 3 * kSecond + kSecond / 2, 101, 1, "n"}});
  }
}

TEST_CASE("pcapng: units and offsets of time stay in range") {
  struct Case {
    std::string unit;
    std::string offset;  // eight bytes, or none
    uint64_t ticks;
    int64_t time_ns;
  };
  const std::string minus_two("\xfe\xff\xff\xff\xff\xff\xff\xff", 8);
  const std::string plus_two("\x02\0\0\0\0\0\0\0", 8);
  const std::string least("\0\0\0\0\0\0\0\x80", 8);
  for (const Case& c :
       {Case{"", "", 5, 5000}, Case{std::string(1, 0), "", 5, 5 * kSecond},
        Case{"\x03", "", 5, 5'000'000}, Case{"\x0c", "", 5000, 5},
        Case{"\x7f", "", ~uint64_t{0}, 0}, Case{"\xff", "", ~uint64_t{0}, 0},
        Case{"\x80", "", 2, 2 * kSecond},
        Case{"", plus_two, 5, 2 * kSecond + 5000},
        Case{"", minus_two, 3'000'000, kSecond}, Case{"", least, 3, 0},
        Case{std::string(1, 0), "", ~uint64_t{0}, INT64_MAX / 2}}) {
    PcapngSection section;
    std::string options;
    if (!c.unit.empty()) options += section.Option(9, c.unit);
    if (!c.offset.empty()) options += section.Option(14, c.offset);
    section.Interface(1, 0, options).Enhanced(0, c.ticks, "x");
    const Reading reading = Read(section.bytes());
    REQUIRE(reading.packets.size() == 1);
    CHECK(reading.packets[0].time_ns == c.time_ns);
  }
}

TEST_CASE("a file cut anywhere yields its whole packets, then an error") {
  PcapngSection section;
  section.Interface(1).Enhanced(0, 1, "abcd").Enhanced(0, 2, "efgh");
  for (const std::string& file :
       {Pcap({}, {{1, 0, "abcd", 0}, {2, 0, "efgh", 0}}), section.bytes()}) {
    const bool is_pcap = file[0] != '\x0a';
    // Where a cut leaves a whole file.
    const size_t packet = is_pcap ? 20 : 36;
    const size_t header = file.size() - 2 * packet;
    for (size_t size = 4; size < file.size(); ++size) {
      CAPTURE(size);
      const Reading reading = Read(file.substr(0, size));
      const size_t whole = size < header ? 0 : (size - header) / packet;
      CHECK(reading.packets.size() == whole);
      const bool is_whole = (size >= header && (size - header) % packet == 0) ||
                            (!is_pcap && size == 28);
      CHECK(reading.error.empty() == is_whole);
      if (!is_whole)
        CHECK(reading.error.find("ends inside") != std::string::npos);
    }
  }
}

TEST_CASE("damage is named") {
  struct Case {
    const char* name;
    std::string file;
    size_t packets;
    const char* message;
  };
  PcapngSection two_lengths;
  two_lengths.Interface(1).Enhanced(0, 1, "abcd");
  std::string differ = two_lengths.bytes();
  differ[differ.size() - 4] ^= 1;
  PcapngSection no_interface;
  no_interface.Enhanced(0, 1, "abcd");
  PcapngSection long_packet;
  long_packet.Interface(1).Block(6, tests::U32(0) + tests::U32(0) +
                                        tests::U32(0) + "\xff\xff\xff\xff" +
                                        "\xff\xff\xff\xff");
  std::string short_block = PcapngSection().bytes() + tests::U32Little(7) +
                            tests::U32Little(8) + tests::U32Little(8);
  std::string huge = Pcap({}, {{1, 0, "abcd", 0}, {2, 0, "efgh", 0}});
  huge.replace(24 + 20 + 8, 4, "\xff\xff\xff\x7f");
  std::string version = Pcap({}, {});
  version[4] = 3;
  const std::vector<Case> cases = {
      {"empty", "", 0, "is empty"},
      {"text", "hello, world", 0, "begins with 68 65 6c 6c, no capture"},
      {"gzip", "\x1f\x8b\x08 and more", 0, "gzip data is damaged"},
      {"pcap version", version, 0, "pcap version 3.4"},
      {"huge packet", huge, 1, "a packet of 2147483647 bytes"},
      {"two lengths", differ, 0, "two lengths differ"},
      {"no interface", no_interface.bytes(), 0, "is not described"},
      {"packet past block", long_packet.bytes(), 0, "passes the end"},
      {"short block", short_block, 0, "a block of 8 bytes"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Reading reading = Read(c.file);
    CHECK(reading.packets.size() == c.packets);
    CAPTURE(reading.error);
    CHECK(reading.error.starts_with("test.pcap: "));
    CHECK(reading.error.find(c.message) != std::string::npos);
    CHECK(reading.error.find('\n') == std::string::npos);
  }
}

TEST_CASE("inputs that are no files") {
  const auto missing = InputFile::Open("/nonexistent/x.pcap");
  REQUIRE(!missing);
  CHECK(missing.error().message ==
        "/nonexistent/x.pcap: cannot be opened: No such file or directory; "
        "check the path");
  const auto directory = InputFile::Open("/tmp");
  REQUIRE(!directory);
  CHECK(directory.error().message ==
        "/tmp: is a directory; name the files in it");
}

TEST_CASE("a capture longer than a block, from a file and through a pipe") {
  std::vector<PcapRecord> records;
  for (uint32_t i = 0; i < 3000; ++i) {
    records.push_back({i, 0, std::string(i % 1500, static_cast<char>(i)), 0});
  }
  const std::string file = Pcap({}, records);
  REQUIRE(file.size() > 2 * kReadBlockBytes);
  char path[] = "/tmp/iotpf_capture_XXXXXX";
  const int descriptor = ::mkstemp(path);
  REQUIRE(descriptor >= 0);
  REQUIRE(::write(descriptor, file.data(), file.size()) ==
          static_cast<ssize_t>(file.size()));
  ::close(descriptor);
  auto input = InputFile::Open(path);
  REQUIRE(input);
  CHECK(input->size() == file.size());
  const Reading from_file = Read(std::move(*input));

  // Bytes of a pipe come a few at a time.
  std::FILE* pipe = ::popen(("exec cat " + std::string(path)).c_str(), "r");
  REQUIRE(pipe != nullptr);
  auto piped = InputFile::Open("/dev/fd/" + std::to_string(::fileno(pipe)));
  REQUIRE(piped);
  const Reading from_pipe = Read(std::move(*piped));
  ::pclose(pipe);
  ::unlink(path);

  CHECK(from_file.error == "");
  CHECK(from_file.packets.size() == records.size());
  CHECK(from_file.packets == Read(file).packets);
  CHECK(from_file.packets == from_pipe.packets);
}

TEST_CASE("text is taken in blocks after its first bytes were looked at") {
  InputFile input = InputFile::FromBytes("x.jsonl", "{\"a\":1}\n");
  CHECK(!IsCapture(input.Peek(kCaptureMagicBytes)));
  CHECK(input.TakeBlock() == "{\"a\":1}\n");
  CHECK(input.TakeBlock() == "");
  CHECK(input.offset() == 8);
}

}  // namespace
}  // namespace iotpf::runtime
