// Protects inputs that are stored compressed, and inputs that are stopped.
#include "runtime/capture/input_file.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/compressed.h"

namespace iotpf::runtime {
namespace {

using tests::Zstd;

std::string Gzip(std::string content) {
  return tests::Deflated(std::move(content), 31);
}

struct Reading {
  std::string bytes;
  std::string error;
  bool was_stopped = false;
};

Reading ReadAll(InputFile input) {
  Reading reading;
  for (std::string_view block = input.TakeBlock(); !block.empty();
       block = input.TakeBlock()) {
    reading.bytes += block;
  }
  CHECK(input.offset() == reading.bytes.size());
  if (input.error()) reading.error = input.error()->message;
  reading.was_stopped = input.was_stopped();
  return reading;
}

// The bytes through a pipe that is read as it is written.
Reading ReadPiped(const std::string& bytes) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], bytes.data(), bytes.size()) ==
          static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  auto input = InputFile::Open("/dev/fd/" + std::to_string(ends[0]));
  REQUIRE(input);
  Reading reading = ReadAll(std::move(*input));
  ::close(ends[0]);
  return reading;
}

TEST_CASE("compressed inputs are read as what they were") {
  const std::string text = "some bytes of a capture, ";
  const std::string many(3 * kReadBlockBytes + 5, 'x');
  struct Case {
    const char* name;
    std::string stored;
    std::string read;
    const char* error;
  };
  const std::string gzip = Gzip(text);
  const std::string zstd = Zstd(text);
  const std::vector<Case> cases = {
      {"plain", text, text, ""},
      {"nothing", "", "", ""},
      {"gzip", gzip, text, ""},
      {"members, and what a tape leaves",
       gzip + gzip + std::string(700, '\0') + gzip + std::string(9, '\0'),
       text + text + text, ""},
      {"more than a block", Gzip(many), many, ""},
      {"zstd", zstd, text, ""},
      {"frames", zstd + zstd, text + text, ""},
      {"more than a block of zstd", Zstd(many), many, ""},
      {"empty gzip", Gzip(""), "", ""},
      {"a second member that is cut", gzip + gzip.substr(0, gzip.size() - 4),
       text + text, "its gzip data ends too early"},
      {"something behind", gzip + "something", text,
       "its gzip data is damaged"},
      {"a cut header", gzip.substr(0, 5), "", "its gzip data ends too early"},
      {"cut zstd", zstd.substr(0, zstd.size() - 1),
       text.substr(0, text.size() - 1), "its zstd data ends too early"},
      {"no zstd", zstd.substr(0, 4) + "something", "",
       "its zstd data is damaged"},
      {"gzip in gzip stays gzip", Gzip(gzip), gzip, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Reading in_memory = ReadAll(InputFile::FromBytes("test", c.stored));
    CHECK(in_memory.bytes == c.read);
    CHECK(in_memory.error.empty() == std::string_view(c.error).empty());
    CHECK(in_memory.error.find(c.error) != std::string::npos);
    if (c.stored.size() > 60'000) continue;  // more than a pipe holds
    const Reading piped = ReadPiped(c.stored);
    CHECK(piped.bytes == c.read);
    CHECK(piped.error.find(c.error) != std::string::npos);
  }
}

TEST_CASE("progress is of the file, positions are of what it unpacks to") {
  const std::string stored = Gzip(std::string(kReadBlockBytes, 'x'));
  InputFile input = InputFile::FromBytes("test", stored);
  CHECK(input.size() == stored.size());
  CHECK(input.Skip(kReadBlockBytes) == kReadBlockBytes);
  CHECK(input.offset() == kReadBlockBytes);
  CHECK(input.Peek(1).empty());
  CHECK(input.progress() == stored.size());
}

TEST_CASE("while nothing comes through a pipe its reader may do other things") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "first", 5) == 5);
  const StopFlag stop = false;
  auto input = InputFile::Open("/dev/fd/" + std::to_string(ends[0]), &stop);
  REQUIRE(input);
  input->ReturnWhileWaiting();
  CHECK(input->Peek(5) == "first");
  CHECK(!input->is_waiting());
  CHECK(input->Skip(5) == 5);
  CHECK(input->Peek(1).empty());
  CHECK(input->is_waiting());
  REQUIRE(::write(ends[1], "then", 4) == 4);
  CHECK(input->Peek(4) == "then");
  CHECK(!input->is_waiting());
  // What has begun is waited for, until the pipe ends.
  ::close(ends[1]);
  CHECK(input->Peek(5) == "then");
  CHECK(input->Skip(4) == 4);
  CHECK(input->Peek(1).empty());
  CHECK(!input->is_waiting());
  CHECK(!input->error());
  ::close(ends[0]);
}

TEST_CASE("a pipe on which nothing comes can be stopped") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "first", 5) == 5);
  StopFlag stop = false;
  auto input = InputFile::Open("/dev/fd/" + std::to_string(ends[0]), &stop);
  REQUIRE(input);
  CHECK(input->Peek(5) == "first");
  CHECK(!input->was_stopped());
  stop = true;
  CHECK(input->Peek(6) == "first");
  CHECK(input->was_stopped());
  CHECK(!input->error());
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace iotpf::runtime
