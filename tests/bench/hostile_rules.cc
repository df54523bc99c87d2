// Files that are large in one way each: what a careless generator writes, and
// what somebody writes who wants to stop the compiler. Where time grows faster
// than such a file, twice the size shows it.

#include "tests/bench/generate_rules.h"

#include <fmt/format.h>

#include <functional>
#include <string>

namespace iotpf::tests {
namespace {

std::string Repeat(std::string_view text, uint32_t count) {
  std::string repeated;
  repeated.reserve(text.size() * count);
  for (uint32_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

// `pattern` once for each number below `count`, which it names as {0}.
std::string Numbered(std::string_view pattern, uint32_t count) {
  std::string text;
  for (uint32_t i = 0; i < count; ++i) {
    text += fmt::format(fmt::runtime(pattern), i);
  }
  return text;
}

std::string InPlatform(std::string_view items) {
  return fmt::format("platform p {{\n{}\n}}\n", items);
}

std::string InFingerprint(std::string_view items) {
  return InPlatform(fmt::format("fingerprint f {{\n{}\n}}", items));
}

std::string InFeature(std::string_view value) {
  return InFingerprint(fmt::format("positive a = {};", value));
}

constexpr std::string_view kFeatures = "positive f{0} = server.port == {0};\n";
constexpr std::string_view kLists =
    "list list_{0} : host = [\"a{0}.example\"];\n";
constexpr std::string_view kPlatforms =
    "platform p{0} {{ fingerprint f {{ positive a = server.port == {0}; }} "
    "}}\n";

// ---- much of one thing

std::string OneList(uint32_t size) {
  return "list l : host = [" + Numbered("\"h{0}.example\",\n", size) + "];\n" +
         InFeature("tls.sni in l");
}

std::string OneCondition(uint32_t size) {
  return InFingerprint(Numbered(kFeatures, size) + "sufficient positive : f0" +
                       Numbered(" or f{0}", size) + ";");
}

std::string OnePlatformEach(uint32_t size) {
  return Numbered(kPlatforms, size);
}

std::string PreferChain(uint32_t size) {
  return Numbered(kPlatforms, size + 1) + [size] {
    std::string text;
    for (uint32_t i = 0; i < size; ++i) {
      text += fmt::format("prefer p{} over p{};\n", i, i + 1);
    }
    return text;
  }();
}

std::string LongLiterals(uint32_t size) {
  return InFeature("http.request.path in [" +
                   Repeat("\"" + std::string(65'000, 'a') + "\",\n", size) +
                   "]");
}

std::string DeepFeatures(uint32_t size) {
  return InFingerprint(Numbered("positive f{0} = " + Repeat("(", 60) +
                                    "not not server.port == {0}" +
                                    Repeat(")", 60) + ";\n",
                                size));
}

std::string CommentLines(uint32_t size) {
  return "platform p { fingerprint f {\n" + Repeat("// word\n", size) +
         "positive a = server.port == 1; } }";
}

std::string BeyondAscii(uint32_t size) {
  return "// " + Repeat("\u00e9", size) + "\n" + InFeature("server.port == 1");
}

// ---- what meets what

std::string InheritedFeatures(uint32_t size) {
  return InPlatform(Numbered(kFeatures, size) +
                    Numbered("fingerprint g{0} {{ }}\n", size));
}

std::string InheritedConditions(uint32_t size) {
  return InPlatform("positive a = server.port == 1;\n" +
                    Numbered("sufficient positive priority 1{0} : a;\n", size) +
                    Numbered("fingerprint g{0} {{ }}\n", size));
}

std::string UsesOfOneList(uint32_t size) {
  return "list l : host = [" + Numbered("\"h{0}.example\",", size) + "];\n" +
         InFingerprint(Numbered("positive f{0} = tls.sni in l;\n", size));
}

std::string TestsOfFeatures(uint32_t size) {
  return InPlatform("fingerprint f {\n" + Numbered(kFeatures, size) + "}\n" +
                    Numbered("test \"{0}\" {{ server.port = {0}; "
                             "expect p by f{0}; }}\n",
                             size));
}

std::string AnyPositives(uint32_t size) {
  return InFingerprint(Numbered(kFeatures, size) +
                       "sufficient positive : any positive" +
                       Repeat(" or any positive", size) + ";");
}

std::string GuardsOfOneFeature(uint32_t size) {
  return "provider q { scope = server.port == 1;\n" +
         InFingerprint("negative a = server.port == 0" +
                       Numbered(" or server.port == {0}", size) +
                       ";\nnecessary negative : a" + Repeat(" or a", size) +
                       ";") +
         "}";
}

std::string AllowComments(uint32_t size) {
  return "list l : host = [\n" +
         Repeat("// iotpf: allow(unused-list)\n\"a.example\",\n", size) +
         "];\n" + InFeature("tls.sni in l");
}

std::string UsesOfPredicates(uint32_t size) {
  return Numbered("predicate q{0}(l: list<host>) = tls.sni in l;\n", size) +
         InFingerprint(
             Numbered("positive f{0} = q{0}([\"h{0}.example\"]);\n", size));
}

// A hundred tests put in for each use.
std::string PutInTests(uint32_t size) {
  return "predicate q(l: list<text>) = server.port == 1\n" +
         Numbered(" or http.request.header[\"h{0}\"] in l", 100) + ";\n" +
         InFingerprint(Numbered("positive f{0} = q([\"v{0}\"]);\n", size));
}

// ---- regexes

std::string HeavyRegexes(uint32_t size) {
  return InFingerprint(Numbered(
      "positive f{0} = tls.sni matches /x{0}(?:.{{30}}){{30}}/;\n", size));
}

std::string LongRegexes(uint32_t size) {
  return InFingerprint(Numbered("positive f{0} = tls.sni matches /x{0}" +
                                    Repeat("(?:ab|cd)", 440) + "/;\n",
                                size));
}

std::string ClassNames(uint32_t size) {
  return InFingerprint(
      Numbered("positive f{0} = payload.client matches /x{0}[" +
                   Repeat("[:", 2'000) + "a]/;\n",
               size));
}

std::string RepeatedRepeats(uint32_t size) {
  return InFingerprint(Numbered(
      "positive f{0} = tls.sni matches /x{0}(a{{100}}){{100}}/;\n", size));
}

// ---- many mistakes

std::string Semicolons(uint32_t size) { return Repeat(";", size); }
std::string Parentheses(uint32_t size) { return Repeat("(", size); }
std::string Dollars(uint32_t size) { return Repeat("$\n", size); }
std::string LineBreaks(uint32_t size) {
  return InFeature("http.request.path == \"\"\"" + Repeat("\n", size) +
                   "\"\"\"");
}

std::string BrokenFeatures(uint32_t size) {
  return InFingerprint(Repeat("positive = ;\n", size));
}

std::string UnknownLists(uint32_t size) {
  return Numbered(kLists, size) +
         InFingerprint(
             Numbered("positive f{0} = tls.sni in lists_{0};\n", size));
}

std::string UnknownFeatures(uint32_t size) {
  return InFingerprint(Numbered(kFeatures, size) +
                       Numbered("sufficient positive : g{0};\n", size));
}

std::string UnknownFields(uint32_t size) {
  return InFingerprint(
      Numbered("positive f{0} = http.response.headr == {0};\n", size));
}

std::string PreferCycles(uint32_t size) {
  return Numbered(kPlatforms, size + 1) + [size] {
    std::string text;
    for (uint32_t i = 0; i < size; ++i) {
      text += fmt::format("prefer p{} over p{}; prefer p{} over p0;\n", i,
                          i + 1, i + 1);
    }
    return text;
  }();
}

constexpr HostileShape kShapes[] = {
    {"hosts in one list", 500'000, "", "", OneList},
    {"features in one condition", 50'000, "", "", OneCondition},
    {"platforms of one feature", 50'000, "", "", OnePlatformEach},
    {"preferences in a chain", 10'000, "", "too-many-preferences", PreferChain},
    {"literals of 64 KB", 900, "", "", LongLiterals},
    {"features nested to the limit", 10'000, "", "", DeepFeatures},
    {"lines of comment", 1'000'000, "", "", CommentLines},
    {"letters beyond ASCII", 5'000'000, "", "", BeyondAscii},
    {"features x fingerprints", 3'000, "", "inheritance-too-large",
     InheritedFeatures},
    {"conditions x fingerprints", 3'000, "", "inheritance-too-large",
     InheritedConditions},
    {"elements x uses of a list", 5'000, "", "", UsesOfOneList},
    {"features x tests", 20'000, "", "", TestsOfFeatures},
    {"features x `any positive`", 10'000, "", "", AnyPositives},
    {"terms x uses of a feature", 10'000, "", "", GuardsOfOneFeature},
    {"comments in a statement", 300'000, "", "", AllowComments},
    {"uses of predicates", 50'000, "", "", UsesOfPredicates},
    {"uses of a large predicate", 10'000, "", "", PutInTests},
    {"heavy regexes", 5'000, "", "regexes-too-large", HeavyRegexes},
    {"long regexes", 5'000, "", "regexes-too-large", LongRegexes},
    {"regexes of class names", 1'000, "", "regexes-too-large", ClassNames},
    {"repeats of repeats", 50'000, "regex-syntax", "", RepeatedRepeats},
    {"`;`", 60'000'000, "unexpected-token", "too-many-tokens", Semicolons},
    {"`(`", 60'000'000, "nesting-too-deep", "too-many-tokens", Parentheses},
    {"`$`", 30'000'000, "unknown-character", "too-many-tokens", Dollars},
    {"line breaks in a block", 66'000'000, "literal-too-long", "", LineBreaks},
    {"broken features", 500'000, "unexpected-token", "", BrokenFeatures},
    {"unknown lists", 20'000, "unknown-list", "", UnknownLists},
    {"unknown features", 20'000, "unknown-feature", "", UnknownFeatures},
    {"unknown fields", 150'000, "unknown-field", "", UnknownFields},
    {"cycles of preferences", 20'000, "prefer-cycle", "", PreferCycles},
};

}  // namespace

std::span<const HostileShape> HostileShapes() { return kShapes; }

}  // namespace iotpf::tests
