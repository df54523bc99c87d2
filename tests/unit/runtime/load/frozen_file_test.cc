// The copy: its bytes, its limits, and that nobody changes it.
#include "runtime/load/frozen_file.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>

namespace iotpf::runtime {
namespace {

using tests::TemporaryFile;

TEST_CASE("as many bytes as are allowed, and one more") {
  const TemporaryFile file("0123456789");
  const auto whole = FrozenFile::Copy(file.path(), 10);
  REQUIRE(whole.has_value());
  CHECK(whole->bytes() == "0123456789");
  const auto too_large = FrozenFile::Copy(file.path(), 9);
  REQUIRE(!too_large.has_value());
  CHECK(too_large.error().message.find("has 10 bytes") != std::string::npos);
}

TEST_CASE("what is no file of bytes is refused") {
  CHECK(!FrozenFile::Copy("/no/such/file", 10).has_value());
  CHECK(!FrozenFile::Copy("/", 10).has_value());
  CHECK(!FrozenFile::Copy("/dev/zero", 10).has_value());
}

TEST_CASE("an empty file is empty bytes") {
  const TemporaryFile file("");
  const auto empty = FrozenFile::Copy(file.path(), 10);
  REQUIRE(empty.has_value());
  CHECK(empty->bytes().empty());
}

TEST_CASE("the copy stays when the file changes, and when it is moved") {
  const TemporaryFile file("before");
  auto copy = FrozenFile::Copy(file.path(), 100);
  REQUIRE(copy.has_value());
  std::ofstream(file.path(), std::ios::binary) << "after, and longer";
  const FrozenFile moved = std::move(*copy);
  CHECK(moved.bytes() == "before");

  // Nobody writes to it, not even by its name.
  const int again = open(moved.name().c_str(), O_RDWR | O_CLOEXEC);
  if (again >= 0) {
    CHECK(write(again, "x", 1) < 0);
    CHECK(ftruncate(again, 0) != 0);
    close(again);
  }
  CHECK(moved.bytes() == "before");
}

}  // namespace
}  // namespace iotpf::runtime
