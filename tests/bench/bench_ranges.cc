// Networks in lists, and ranges of ports with a feature each. Every other one
// has the server of a session in it, so that some hold. Answers are those of a
// loop over all.

#include "tests/bench/bench_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr uint32_t kNetworkLists = 10;
constexpr uint32_t kNetworksPerList = 100;
constexpr uint32_t kPortRanges = 1'000;
constexpr uint32_t kFeaturesPerPlatform = 10;

// From `first` to `last`, both included: addresses or ports.
struct Range {
  uint32_t first;
  uint32_t last;
};
// Lists of networks, then of one range of ports each.
using Lists = std::vector<std::vector<Range>>;

bool IsOfPorts(size_t list) { return list >= kNetworkLists; }

uint32_t AddressOf(const DecodedSession& session) {
  uint32_t address = 0;
  for (const char byte : session.address) {
    address = address << 8 | static_cast<uint8_t>(byte);
  }
  return address;
}

uint32_t PrefixOf(const Range& network) {
  uint32_t bits = 32;
  for (uint32_t size = network.last - network.first; size > 0; size /= 2) {
    --bits;
  }
  return bits;
}

Lists MakeLists(const Bench& bench) {
  std::mt19937_64 random(7);
  const std::span<const DecodedSession> sessions = bench.as_sent.sessions();
  Lists lists(kNetworkLists + kPortRanges);
  for (size_t list = 0; list < lists.size(); ++list) {
    const uint32_t count = IsOfPorts(list) ? 1 : kNetworksPerList;
    for (uint32_t i = 0; i < count; ++i) {
      DecodedSession server = sessions[random() % sessions.size()];
      if (random() % 2 == 0) server = DecodedSession{};
      const auto other = static_cast<uint32_t>(random());
      if (IsOfPorts(list)) {
        const uint32_t first = server.port != 0 ? server.port : other % 65'536;
        const uint32_t last = first + static_cast<uint32_t>(random() % 8);
        lists[list].push_back({first, std::min(65'535u, last)});
      } else {
        const uint32_t mask = 0xFFFF'FFFFu >> (16 + random() % 9);
        const uint32_t shown = AddressOf(server);
        const uint32_t address = shown != 0 ? shown : other;
        lists[list].push_back({address & ~mask, address | mask});
      }
    }
  }
  return lists;
}

std::string NetworkText(const Range& network) {
  const uint32_t first = network.first;
  return fmt::format("{}.{}.{}.{}/{}", first >> 24, first >> 16 & 255,
                     first >> 8 & 255, first & 255, PrefixOf(network));
}

std::string RangeRules(const Lists& lists) {
  std::string text = "module bench;\n";
  for (size_t list = 0; list < kNetworkLists; ++list) {
    text += fmt::format("list l{} : ip = [\n", list);
    for (const Range& range : lists[list]) text += NetworkText(range) + ",\n";
    text += "];\n";
  }
  for (size_t list = 0; list < lists.size(); ++list) {
    if (list % kFeaturesPerPlatform == 0) {
      if (list > 0) text += "}}\n";
      text += fmt::format("platform p{0} \"p{0}\" {{ fingerprint mobile {{\n",
                          list);
    }
    text += fmt::format("positive f{} = server.", list);
    if (IsOfPorts(list)) {
      const Range& range = lists[list][0];
      text += fmt::format("port in {}..{};\n", range.first, range.last);
    } else {
      text += fmt::format("ip in l{};\n", list);
    }
  }
  return text + "}}\n";
}

class RangeLoop : public Engine {
 public:
  explicit RangeLoop(const Lists& lists) : Engine("loop"), lists_(lists) {}

  void Match(const DecodedSession& session) override {
    hits_.clear();
    for (uint32_t list = 0; list < lists_.size(); ++list) {
      const uint32_t number =
          IsOfPorts(list) ? session.port : AddressOf(session);
      const bool holds =
          std::ranges::any_of(lists_[list], [=](const Range& range) {
            return range.first <= number && number <= range.last;
          });
      if (holds) hits_.push_back(list);
    }
  }

  std::vector<uint32_t> Hits() override { return hits_; }

 private:
  const Lists& lists_;
  std::vector<uint32_t> hits_;
};

}  // namespace

void BenchRanges(Bench& bench) {
  const Lists lists = MakeLists(bench);
  const std::string title =
      fmt::format("{} networks and {} ranges of ports",
                  kNetworkLists * kNetworksPerList, kPortRanges);
  Result<Contender> ours = MakeOurs(bench, "ranges", RangeRules(lists));
  if (!ours) return bench.report.AddWrong(ours.error().message);
  std::vector<Contender> contenders(1);
  contenders[0].engine = std::make_unique<RangeLoop>(lists);
  contenders.push_back(std::move(*ours));
  AddPlain(bench, contenders, "ranges");
  const auto difference =
      FindDifference(contenders, bench.sessions(), bench.options.compare,
                     [](uint32_t list) { return fmt::format("f{}", list); });
  if (difference) bench.report.AddWrong(title + ": " + *difference);
  MeasureRounds(contenders, bench.sessions(), bench.options.compare);
  bench.report.AddEngines({title, &contenders[1], nullptr, nullptr},
                          contenders);
}

}  // namespace iotpf::tests
