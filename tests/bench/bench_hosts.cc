// Names by the thousand in lists, as lists of domains have them: every other
// list is asked with `in`, the others with `under`. One name in fifty is that
// of a session, so that some hold. Answers are those of hash sets.

#include "tests/bench/bench_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <unordered_map>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr uint32_t kNamesPerList = 1'000;
constexpr uint32_t kOneOf = 50;  // is a name of a session
constexpr uint32_t kListsPerPlatform = 10;

using Lists = std::vector<std::vector<std::string>>;

// Lists with odd numbers are asked with `under`.
bool IsUnder(size_t list) { return list % 2 == 1; }

bool IsPlainHost(std::string_view host) {
  return host.find('.') != std::string_view::npos && host.front() != '.' &&
         host.back() != '.' && host.find("..") == std::string_view::npos &&
         host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") ==
             std::string_view::npos;
}

std::string MadeName(std::mt19937_64& random) {
  static constexpr std::string_view kTops[] = {"com", "net", "io", "cn", "de"};
  std::string name;
  const uint64_t labels = 1 + random() % 3;
  for (uint64_t label = 0; label < labels; ++label) {
    const uint64_t syllables = 2 + random() % 3;
    for (uint64_t i = 0; i < syllables; ++i) {
      name += "bcdfghklmnprstvz"[random() % 16];
      name += "aeiou"[random() % 5];
    }
    if (random() % 3 == 0) name += fmt::format("{}", random() % 100);
    name += '.';
  }
  return name.append(kTops[random() % std::size(kTops)]);
}

Lists MakeLists(const Bench& bench) {
  std::set<std::string_view> seen;
  for (const DecodedSession& session : bench.lower_case.sessions()) {
    if (IsPlainHost(session.host)) seen.insert(session.host);
  }
  std::mt19937_64 random(7);
  Lists lists(std::max(bench.options.hosts / kNamesPerList, 2u));
  auto next = seen.begin();
  for (size_t list = 0; list < lists.size(); ++list) {
    for (uint32_t i = 0; i < kNamesPerList; ++i) {
      if (i % kOneOf == 0 && next != seen.end()) {
        std::string_view name = *next++;
        const size_t dot = name.find('.');
        const bool has_parent = name.find('.', dot + 1) != std::string::npos;
        if (IsUnder(list) && has_parent) name.remove_prefix(dot + 1);
        lists[list].emplace_back(name);
      } else {
        lists[list].push_back(MadeName(random));
      }
    }
  }
  return lists;
}

std::string HostRules(const Lists& lists) {
  std::string text = "module bench;\n";
  for (size_t list = 0; list < lists.size(); ++list) {
    text += fmt::format("list l{} : host = [\n", list);
    for (const std::string& name : lists[list])
      text += QuotedText(name) + ",\n";
    text += "];\n";
  }
  for (size_t list = 0; list < lists.size(); ++list) {
    if (list % kListsPerPlatform == 0) {
      if (list > 0) text += "}}\n";
      text += fmt::format("platform p{0} \"p{0}\" {{ fingerprint mobile {{\n",
                          list);
    }
    text += fmt::format("positive f{0} = http.request.host {1} l{0};\n", list,
                        IsUnder(list) ? "under" : "in");
  }
  return text + "}}\n";
}

class HostSets : public Engine {
 public:
  explicit HostSets(const Lists& lists) : Engine("hash sets") {
    for (uint32_t list = 0; list < lists.size(); ++list) {
      for (const std::string& name : lists[list]) {
        lists_of_[name].push_back(list);
      }
    }
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    std::string name(session.host);
    Look(name, false);
    for (size_t dot = name.find('.'); dot != std::string::npos;
         dot = name.find('.')) {
      name.erase(0, dot + 1);
      Look(name, true);
    }
  }

  std::vector<uint32_t> Hits() override { return hits_; }

 private:
  void Look(const std::string& name, bool is_parent) {
    const auto found = lists_of_.find(name);
    if (found == lists_of_.end()) return;
    for (const uint32_t list : found->second) {
      if (!is_parent || IsUnder(list)) hits_.push_back(list);
    }
  }

  std::unordered_map<std::string, std::vector<uint32_t>> lists_of_;
  std::vector<uint32_t> hits_;
};

}  // namespace

void BenchHosts(Bench& bench) {
  const Lists lists = MakeLists(bench);
  const std::string title =
      fmt::format("{} host names in lists", lists.size() * kNamesPerList);
  Result<Contender> ours = MakeOurs(bench, "hosts", HostRules(lists));
  if (!ours) return bench.report.AddWrong(ours.error().message);
  const uint32_t features = bench.options.base_features;
  const Result<Bench::Library> library = CompileFeatures(bench, features);
  if (!library) return bench.report.AddWrong(library.error().message);
  Result<Contender> base =
      LoadOurs(fmt::format("ours, {} features", features), *library);
  if (!base) return bench.report.AddWrong(base.error().message);

  std::vector<Contender> contenders(1);
  contenders[0].engine = std::make_unique<HostSets>(lists);
  contenders.push_back(std::move(*ours));
  AddPlain(bench, contenders, "hosts");
  const auto difference = FindDifference(
      contenders, bench.sessions(), bench.options.compare,
      [](uint32_t list) { return fmt::format("list l{}", list); });
  if (difference) bench.report.AddWrong(title + ": " + *difference);
  contenders.push_back(std::move(*base));
  MeasureRounds(contenders, bench.sessions(), bench.options.compare);
  bench.report.AddEngines({title, &contenders[1], nullptr, nullptr},
                          contenders);
  bench.report.AddTarget({fmt::format("{}, to {} features", title, features),
                          "x", Bound::AtMost, 3,
                          Ratio(contenders[1], contenders.back())});
}

}  // namespace iotpf::tests
