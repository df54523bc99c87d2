// Whatever a file of rules holds, the front end ends soon, with a message or
// with tables.
//
// Mutations of real files reach deeper than random bytes: they are nearly right
// everywhere. The seed is fixed, so a failure comes again.

#include <iotpf/compiler.h>

#include "compiler/support/limits.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf {
namespace {

namespace fs = std::filesystem;

// Under sanitizers on a busy machine; without them it is a tenth.
constexpr std::chrono::seconds kMaxTime(60);

// Compiles up to the tables; the slug of the first error, or empty.
std::string FirstSlug(std::string text) {
  CompileOptions options;
  options.emit = EmitStage::Ir;
  const auto begin = std::chrono::steady_clock::now();
  const auto result = Compile({{"a.fp", std::move(text)}}, options);
  CHECK(std::chrono::steady_clock::now() - begin < kMaxTime);
  REQUIRE(result);
  CHECK(result->ok == (result->error_count == 0));
  CHECK(result->ok == result->diagnostics.empty());
  CHECK(result->diagnostics.size() < 100'000);
  if (result->ok) return "";
  const std::string_view first = std::string_view(result->diagnostics)
                                     .substr(0, result->diagnostics.find('\n'));
  const size_t bracket = first.rfind('[');
  REQUIRE(bracket != std::string_view::npos);
  return std::string(first.substr(bracket + 1, first.size() - bracket - 2));
}

std::string Repeat(std::string_view text, size_t count) {
  std::string repeated;
  repeated.reserve(text.size() * count);
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

std::string InFeature(const std::string& expr) {
  return "platform a { fingerprint b { positive p = " + expr + "; } }";
}

TEST_CASE("huge inputs have clear mistakes") {
  const std::string test = "server.port == 1";
  struct Row {
    std::string_view slug;
    std::string text;
  };
  const Row rows[] = {
      {"nesting-too-deep",
       InFeature(Repeat("(", 100'000) + test + Repeat(")", 100'000))},
      {"nesting-too-deep", InFeature(Repeat("not ", 100'000) + test)},
      {"nesting-too-deep",
       InFeature(Repeat("any of (", 100'000) + test + Repeat(")", 100'000))},
      {"literal-too-long",
       InFeature("tls.sni == \"" + std::string(10'000'000, 'a') + "\"")},
      {"literal-too-long",
       InFeature("payload.client == x\"" + Repeat("55 ", 1'000'000) + "\"")},
      {"literal-too-long",
       InFeature("tls.sni matches /" + std::string(5'000, 'a') + "/")},
      {"unknown-escape",
       InFeature("tls.sni == \"" + Repeat("\\u{", 300'000) + "\"")},
      {"integer-too-large",
       InFeature("server.port == " + std::string(1'000'000, '1'))},
      {"not-an-address", InFeature("client.mac == " + Repeat("a:", 500'000))},
      {"unterminated-block", "platform a { test \"t\" { response = \"\"\"" +
                                 Repeat("a\n", 1'000'000)},
      {"unterminated-comment", "/*" + Repeat("*a", 1'000'000)},
      {"unexpected-token", std::string(100'000, '{')},
      {"unexpected-token", std::string(100'000, '}')},
      {"unexpected-token", std::string(100'000, ';')},
      {"unexpected-token", InFeature("server.port in " + Repeat("[", 100'000))},
      {"unexpected-token", Repeat("platform a {", 20'000)},
      {"unexpected-token", "platform a { fingerprint b {" +
                               Repeat("positive = ;\n", 20'000) + "}}"},
      {"unknown-character", Repeat("$\n", 100'000)},
      {"unknown-field", InFeature(Repeat("a.", 50) + "b == 1")},
      {"name-too-long", InFeature(Repeat("a.", 100'000) + "b == 1")},
      {"too-many-tokens", Repeat(";", kMaxTokens + 1)},
      {"nesting-too-deep",
       InFeature(Repeat("not not (", 30) + test + Repeat(")", 30))},
      {"regex-syntax",
       InFeature("tls.sni matches /" + Repeat("(a", 2'000) + "/")},
      {"source-too-large", std::string(kMaxSourceBytes + 1, ' ')},
  };
  for (const Row& row : rows) {
    CAPTURE(row.slug);
    CAPTURE(row.text.substr(0, 60));
    CHECK(FirstSlug(row.text) == row.slug);
  }
}

// `text` once for each number from 1 to `count`, which stands for `#`, and the
// next for `##`.
std::string Numbered(std::string_view text, size_t count) {
  std::string all;
  for (size_t number = 1; number <= count; ++number) {
    for (size_t i = 0; i < text.size(); ++i) {
      const bool is_next = text.substr(i, 2) == "##";
      if (text[i] != '#') {
        all += text[i];
      } else {
        all += std::to_string(number + (is_next ? 1 : 0));
      }
      i += is_next ? 1 : 0;
    }
  }
  return all;
}

TEST_CASE("what multiplies has an end") {
  const std::string features =
      Numbered("positive f# = server.port == #;\n", 1'100);
  const std::string fingerprint =
      "{ fingerprint f { positive a = server.port == 1; } }\n";
  CHECK(FirstSlug("platform p {" + features +
                  Numbered("fingerprint g# { }\n", 1'000) + "}") ==
        "inheritance-too-large");
  CHECK(FirstSlug("platform p { positive a = server.port == 1;" +
                  Numbered("sufficient positive : a;", 1'100) +
                  Numbered("fingerprint g# { }\n", 1'000) + "}") ==
        "inheritance-too-large");
  CHECK(FirstSlug(
            Numbered("prefer p# over p##; platform p# " + fingerprint, 1'500) +
            "platform p1501 " + fingerprint) == "too-many-preferences");
  CHECK(
      FirstSlug("platform p { fingerprint f {" +
                Numbered("positive f# = tls.sni matches /#.{1000}/;\n", 3'200) +
                "} }") == "regexes-too-large");
}

TEST_CASE("many mistakes are counted, and the first are told") {
  CompileOptions options;
  options.emit = EmitStage::Ir;
  const auto result = Compile(
      {{"a.fp", "platform p { fingerprint f {" +
                    Numbered("positive f# = tls.sny is present;\n", 30'000) +
                    "} }"}},
      options);
  REQUIRE(result);
  CHECK(result->error_count == 30'000);
  CHECK(result->findings.size() == 10'000);
  CHECK(result->findings.front().help == "did you mean `tls.sni`?");
  CHECK(result->findings.back().help == "");
}

TEST_CASE("many of everything compile") {
  std::string hosts = "list hosts : host = [";
  for (int i = 0; i < 200'000; ++i) {
    hosts += "\"h" + std::to_string(i) + ".example\",";
  }
  CHECK(FirstSlug(hosts + "];" + InFeature("tls.sni in hosts")) == "");

  std::string tests = "server.port == 0";
  std::string features;
  std::string all = "f0";
  std::string platforms;
  for (int i = 0; i < 5'000; ++i) {
    const std::string number = std::to_string(i);
    tests += " or server.port == " + number;
    features += "positive f" + number + " = server.port == " + number + ";";
    all += " or f" + number;
    platforms += "platform p" + number +
                 " { fingerprint b { positive p = server.port == " + number +
                 "; } }";
  }
  CHECK(FirstSlug(InFeature(tests)) == "");
  CHECK(FirstSlug("platform a { fingerprint b {" + features +
                  "sufficient positive : " + all + ";}}") == "");
  CHECK(FirstSlug(platforms) == "");
}

TEST_CASE("random bytes and random words end in a message") {
  std::mt19937_64 random(20240229);
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(random() & 0xFF);
  CHECK(FirstSlug(bytes) == "not-utf8");

  constexpr std::string_view kWords[] = {
      "platform", "a",  "{",  "}",     "fingerprint", "positive", "=",
      ";",        "(",  ")",  "and",   "not",         "any",      "of",
      "tls.sni",  "==", "in", "\"x\"", "[",           "]",        ",",
      ":",        "1",  "..", "test",  "expect",      "list",     "prefer",
      "over",     "is", "at", "//\n",  "provider",    "scope",    "/a/"};
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
      text += kWords[random() % std::size(kWords)];
      text += ' ';
    }
    CAPTURE(text);
    CHECK(FirstSlug(text) != "");
  }
}

std::vector<std::string> RuleFiles() {
  std::vector<fs::path> paths;
  for (const char* folder :
       {"tests/golden/parse", "tests/golden/sema", "tests/golden/ir",
        "tests/golden/scan", "stdrules"}) {
    for (const auto& entry :
         fs::directory_iterator(fs::path(IOTPF_SOURCE_DIRECTORY) / folder)) {
      if (entry.path().extension() == ".fp") paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file),
                       std::istreambuf_iterator<char>());
  }
  return texts;
}

// One edit: a run of bytes cut, doubled, moved, or replaced by a byte that
// means something.
void Mutate(std::mt19937_64& random, std::string& text) {
  if (text.empty()) return;
  const size_t at = random() % text.size();
  const size_t size = 1 + random() % 20;
  constexpr std::string_view kBytes = "{}()[];:,.=\"/\\x?0*\n\xC3";
  switch (random() % 5) {
    case 0:
      text.erase(at, size);
      return;
    case 1:
      text.insert(at, text.substr(at, size));
      return;
    case 2:
      text.insert(random() % text.size(), text.substr(at, size));
      return;
    case 3:
      text[at] = kBytes[random() % kBytes.size()];
      return;
    default:
      text[at] = static_cast<char>(random() & 0x7F);
      return;
  }
}

TEST_CASE("mutated and truncated rules never stop the front end") {
  std::mt19937_64 random(20240301);
  const std::vector<std::string> files = RuleFiles();
  REQUIRE(files.size() > 100);
  for (const std::string& file : files) {
    std::string cut = file.substr(0, random() % (file.size() + 1));
    CAPTURE(cut);
    FirstSlug(cut);
    for (int round = 0; round < 4; ++round) {
      std::string text = file;
      for (uint64_t edits = 1 + random() % 4; edits > 0; --edits) {
        Mutate(random, text);
      }
      CAPTURE(text);
      FirstSlug(text);
    }
  }
}

}  // namespace
}  // namespace iotpf
