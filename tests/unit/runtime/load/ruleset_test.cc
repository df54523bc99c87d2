// Loading: what is accepted, and one clear line for all that is not.
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include "compiler/ir/write_image.h"

#include <iotpf/ruleset.h>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf {
namespace {

using tests::TemporaryFile;

ir::Ruleset SomeRules() {
  tests::ImageBuilder builder;
  builder.Platform("thing");
  return builder.ruleset;
}

const std::string& Library() {
  static const std::string library =
      tests::CompileLibrary(SomeRules(), 1).value();
  return library;
}

// The library with other bytes at a place of its image.
template <class T>
std::string Patched(size_t offset, T value) {
  std::string bytes = Library();
  const size_t image = bytes.find("IOFP");
  REQUIRE(image != std::string::npos);
  std::memcpy(bytes.data() + image + offset, &value, sizeof(value));
  return bytes;
}

std::string MessageFor(const std::string& bytes) {
  const TemporaryFile file(bytes);
  const Result<Ruleset> ruleset = Ruleset::Load(file.path());
  if (ruleset) return "";
  const std::string& message = ruleset.error().message;
  REQUIRE(message.starts_with(file.path() + ": "));
  CHECK(message.find('\n') == std::string::npos);
  return message.substr(file.path().size() + 2);
}

TEST_CASE("a compiled ruleset is loaded") {
  const TemporaryFile file(Library());
  Result<Ruleset> loaded = Ruleset::Load(file.path());
  REQUIRE(loaded.has_value());
  const Ruleset ruleset = std::move(*loaded);
  CHECK(ruleset.is_native());
  const RulesetView view = ruleset.view();
  REQUIRE(view.platforms().size() == 1);
  CHECK(view.text(view.platforms()[0].id) == "thing");
  CHECK(view.text(view.header().compiler) == "iotpfc test");
  CHECK((ruleset.claims() != nullptr));
  CHECK((ruleset.scopes() != nullptr));
}

TEST_CASE("portable tables have no native code") {
  const Ruleset ruleset =
      Ruleset::FromImage(ir::WriteImage(SomeRules(), {"test", "", ""}));
  CHECK(!ruleset.is_native());
  CHECK((ruleset.claims() == nullptr));
  CHECK((ruleset.scopes() == nullptr));
  CHECK(ruleset.view().platforms().size() == 1);
}

TEST_CASE("what is no compiled ruleset is refused in one line") {
  const std::string how = "compile rules with `iotpfc rules.fp -o rules.so`";
  const std::string not_a_ruleset = "not a compiled ruleset; " + how;
  const std::string not_a_library = "not a library of this machine; " + how;
  CHECK(MessageFor("") == not_a_library);
  CHECK(MessageFor("module samsung;\n") == not_a_library);
  CHECK(MessageFor(Library().substr(0, 40)) == not_a_library);
  CHECK(MessageFor(Library()) == "");

  std::string renamed = Library();
  const size_t symbol = renamed.find(IOTPF_RULESET_SYMBOL);
  REQUIRE(symbol != std::string::npos);
  renamed[symbol] = 'x';
  CHECK(MessageFor(renamed) == not_a_ruleset);
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, magic), 1u)) ==
        not_a_ruleset);
}

TEST_CASE("a library for another machine is refused by its name") {
  const auto library =
      tests::CompileLibrary(SomeRules(), 1, "aarch64-linux-gnu");
  REQUIRE(library.has_value());
  CHECK(MessageFor(*library) ==
        "made for aarch64, and this machine is x86_64; compile the rules with "
        "`iotpfc --target=x86_64-linux-gnu rules.fp -o rules.so`");
}

TEST_CASE("other versions are refused with both numbers") {
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, abi_major), uint16_t{2})) ==
        "built for ABI 2.0; this runtime loads 3.0");
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, abi_minor), uint16_t{7})) ==
        "built for ABI 3.7; this runtime loads 3.0");
  CHECK(MessageFor(
            Patched(offsetof(iotpf_ruleset, fields_digest), uint64_t{1})) ==
        "compiled for another table of fields; compile the rules again with "
        "the iotpfc of this version");
}

TEST_CASE("damaged headers are refused") {
  const std::string damaged = "damaged; compile the rules again";
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, size), 8u)) == damaged);
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, image_size), ~0u)) ==
        damaged);
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, image_size), 8u)) ==
        damaged);
  CHECK(MessageFor(Patched(offsetof(iotpf_ruleset, features),
                           iotpf_text{~0u, 9})) == damaged);
}

TEST_CASE("missing CPU features are named with the command that helps") {
  // The text of the compiler stands in for the names of features.
  const size_t image = Library().find("IOFP");
  iotpf_ruleset header;
  std::memcpy(&header, Library().data() + image, sizeof(header));
  CHECK(
      MessageFor(Patched(offsetof(iotpf_ruleset, features), header.compiler)) ==
      "needs CPU features that this machine lacks: iotpfc test; compile the "
      "rules for any machine with `iotpfc --target-cpu=x86-64 rules.fp -o "
      "rules.so`");
}

TEST_CASE("missing files and folders") {
  const Result<Ruleset> missing = Ruleset::Load("/nonexistent/rules.so");
  REQUIRE(!missing.has_value());
  CHECK(missing.error().message ==
        "/nonexistent/rules.so: No such file or directory");
  const Result<Ruleset> folder = Ruleset::Load("/");
  REQUIRE(!folder.has_value());
  CHECK(folder.error().message ==
        "/: is a directory; give the file of a compiled ruleset");
  const Result<Ruleset> device = Ruleset::Load("/dev/null");
  REQUIRE(!device.has_value());
  CHECK(device.error().message.starts_with("/dev/null: not a regular file"));
}

std::string OnlyPlatform(const Ruleset& ruleset) {
  const RulesetView view = ruleset.view();
  return std::string(view.text(view.platforms()[0].id));
}

// Writes over a file without giving it another inode.
void Overwrite(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST_CASE("what was loaded does not change with its file") {
  tests::ImageBuilder other;
  other.Platform("another");
  const std::string replacement =
      tests::CompileLibrary(other.ruleset, 1).value();
  const TemporaryFile file(Library());
  const Result<Ruleset> first = Ruleset::Load(file.path());
  REQUIRE(first.has_value());
  Overwrite(file.path(), replacement);
  CHECK(OnlyPlatform(*first) == "thing");
  // A file of the same name is another file.
  const Result<Ruleset> second = Ruleset::Load(file.path());
  REQUIRE(second.has_value());
  CHECK(OnlyPlatform(*second) == "another");
  std::filesystem::remove(file.path());
  CHECK(OnlyPlatform(*first) == "thing");
  CHECK(OnlyPlatform(*second) == "another");
  CHECK((first->claims() != second->claims()));
}

TEST_CASE("many rulesets at once, and names that come back") {
  std::vector<Ruleset> all;
  for (int i = 0; i < 20; ++i) {
    tests::ImageBuilder builder;
    builder.Platform(fmt::format("p{}", i));
    const TemporaryFile file(tests::CompileLibrary(builder.ruleset, 0).value());
    Result<Ruleset> ruleset = Ruleset::Load(file.path());
    REQUIRE(ruleset.has_value());
    CHECK(OnlyPlatform(*ruleset) == fmt::format("p{}", i));
    if (i % 2 == 0) all.push_back(std::move(*ruleset));
  }
  for (size_t i = 0; i < all.size(); ++i) {
    CHECK(OnlyPlatform(all[i]) == fmt::format("p{}", 2 * i));
  }
}

TEST_CASE("a pipe holds up nobody") {
  const TemporaryFile file("");
  const std::string path = file.path() + ".pipe";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const Result<Ruleset> pipe = Ruleset::Load(path);
  std::filesystem::remove(path);
  REQUIRE(!pipe.has_value());
  CHECK(pipe.error().message.find("not a regular file") != std::string::npos);
}

}  // namespace
}  // namespace iotpf
