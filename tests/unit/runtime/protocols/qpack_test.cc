// Protects header compression of HTTP/3 against the examples of its
// specification, and against instructions that come late, broken or too many.

#include "runtime/protocols/qpack.h"

#include "runtime/limits.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::runtime {
namespace {

using tests::FromHex;
using Result = QpackDecoder::Result;

// The fields, or why there are none.
std::string Decode(QpackDecoder& qpack, const std::string& block) {
  switch (qpack.Decode(FromHex(block))) {
    case Result::Blocked:
      return "blocked";
    case Result::Broken:
      return "broken";
    case Result::Done:
      break;
  }
  std::string text = qpack.oversized() ? ".." : "";
  for (const HttpHeader& field : qpack.Take()) {
    text += field.name + "=" + field.value + ";";
  }
  return text;
}

bool Instruct(QpackDecoder& qpack, const std::string& instructions) {
  return qpack.AddInstructions(FromHex(instructions));
}

// Source: RFC 9204, appendix B. Its table has 220 bytes.
constexpr uint64_t kCapacity = 220;
const std::string kTwoInserts =
    "3fbd01c00f7777772e6578616d706c652e636f6dc10c2f73616d706c652f70617468";
const std::string kTwoFields = ":authority=www.example.com;:path=/sample/path;";

TEST_CASE("the examples of the specification") {
  QpackDecoder qpack;
  CHECK(Decode(qpack, "0000510b2f696e6465782e68746d6c") ==
        ":path=/index.html;");
  qpack.SetCapacity(kCapacity);
  CHECK(Instruct(qpack, kTwoInserts));
  CHECK(Decode(qpack, "03811011") == kTwoFields);
  CHECK(Instruct(qpack, "4a637573746f6d2d6b65790c637573746f6d2d76616c7565"));
  CHECK(Instruct(qpack, "02"));
  CHECK(Decode(qpack, "050080c181") ==
        ":authority=www.example.com;:path=/;custom-key=custom-value;");
  CHECK(Instruct(qpack, "810d637573746f6d2d76616c756532"));
  // The first entry has made room.
  CHECK(Decode(qpack, "03811011") == "broken");
}

TEST_CASE("a block waits for its table") {
  for (const bool instructs_first : {false, true}) {
    QpackDecoder qpack;
    if (instructs_first) CHECK(Instruct(qpack, kTwoInserts));
    CHECK(Decode(qpack, "03811011") == "blocked");
    qpack.SetCapacity(kCapacity);
    if (!instructs_first) {
      CHECK(Decode(qpack, "03811011") == "blocked");
      // In any cut.
      for (size_t i = 0; i < kTwoInserts.size(); i += 2) {
        CHECK(Instruct(qpack, kTwoInserts.substr(i, 2)));
      }
    }
    CHECK(Decode(qpack, "03811011") == kTwoFields);
    // Blocks that refer to nothing do not change it.
    CHECK(Decode(qpack, "0000c1") == ":path=/;");
    CHECK(Decode(qpack, "03811011") == kTwoFields);
  }
}

TEST_CASE("what is broken") {
  QpackDecoder qpack;
  CHECK(Decode(qpack, "") == "broken");
  CHECK(Decode(qpack, "00") == "broken");
  CHECK(Decode(qpack, "0000ffff") == "broken");  // no such entry
  CHECK(Decode(qpack, "0000510b2f69") == "broken");
  qpack.SetCapacity(kCapacity);
  CHECK(!Instruct(qpack, "3fffffffffffffffffff"));
  CHECK(!Instruct(qpack, "02"));
  CHECK(Decode(qpack, "03811011") == "broken");
  CHECK(Decode(qpack, "0000c1") == ":path=/;");
}

TEST_CASE("caps") {
  QpackDecoder large;
  large.SetCapacity(kMaxQpackTableBytes + 1);
  CHECK(!Instruct(large, kTwoInserts));
  CHECK(Decode(large, "03811011") == "broken");

  QpackDecoder waiting;
  CHECK(waiting.AddInstructions(std::string(kMaxQpackHeldBytes, '\x02')));
  CHECK(!waiting.AddInstructions("\x02"));
  waiting.SetCapacity(kCapacity);
  CHECK(Decode(waiting, "03811011") == "broken");

  std::string block = "0000";
  std::string fields;
  for (size_t i = 0; i <= kMaxHttpFields; ++i) {
    block += "c1";
    if (i < kMaxHttpFields) fields += ":path=/;";
  }
  QpackDecoder many;
  CHECK(Decode(many, block) == ".." + fields);
  CHECK(Decode(many, "0000c1") == ":path=/;");
}

TEST_CASE("its answers are not kept") {
  QpackDecoder qpack;
  qpack.SetCapacity(kCapacity);
  CHECK(Instruct(qpack, kTwoInserts));
  for (int i = 0; i < 200000; ++i) {
    REQUIRE(qpack.Decode(FromHex("03811011")) == Result::Done);
    qpack.Take();
  }
}

}  // namespace
}  // namespace iotpf::runtime
