// The order of platforms as a graph: an edge from each winner to what it is
// preferred over.
//
// A depth-first walk finds circles: an edge back to a platform on the current
// path closes one, and the path is the message. What follows from the edges is
// what can be reached, found for one winner after the other. A chain of n
// preferences says n * n / 2 pairs, so they are counted before they are kept.

#include "compiler/sema/preferences.h"

#include "compiler/support/limits.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace iotpf::sema {
namespace {

// Platforms of a circle that are named in its message, at each of its ends.
constexpr size_t kMaxNamedPlatforms = 5;

class Graph {
 public:
  Graph(const std::vector<ast::File>& files, const SymbolTable& symbols)
      : edges_(symbols.platforms.size()) {
    std::unordered_map<std::string_view, uint32_t> places;
    for (const auto& [id, symbol] : symbols.platforms) {
      places.emplace(id, static_cast<uint32_t>(names_.size()));
      names_.push_back(id);
    }
    for (const ast::File& file : files) {
      for (const ast::Prefer& prefer : file.preferences) {
        edges_[places.at(prefer.winner.text)].push_back(
            {places.at(prefer.loser.text), &prefer});
      }
    }
  }

  // Reports circles. Returns whether there are any.
  bool FindCycles(DiagnosticSink& diagnostics) const;
  // Appends what each platform is preferred over. Returns null, or, where the
  // pairs are more than `limit`, a preference that leads to too many of them.
  const ast::Prefer* FindPairs(size_t limit,
                               std::vector<PreferredPair>& pairs) const;

 private:
  struct Edge {
    uint32_t loser;
    const ast::Prefer* written;
  };
  struct Frame {
    uint32_t platform;
    size_t next = 0;  // edge to be followed
  };

  std::string CycleText(const std::vector<Frame>& path, size_t begin) const;

  std::vector<std::string_view> names_;   // in order of the symbol table
  std::vector<std::vector<Edge>> edges_;  // by winner
};

// `a over b over a`, for the end of `path` from `begin` on.
std::string Graph::CycleText(const std::vector<Frame>& path,
                             size_t begin) const {
  std::string text;
  for (size_t i = begin; i < path.size(); ++i) {
    const bool is_named =
        i < begin + kMaxNamedPlatforms || i + kMaxNamedPlatforms >= path.size();
    if (is_named) {
      text += names_[path[i].platform];
      text += " over ";
    } else {
      text += "... over ";
      i = path.size() - kMaxNamedPlatforms - 1;
    }
  }
  text += names_[path[begin].platform];
  return text;
}

bool Graph::FindCycles(DiagnosticSink& diagnostics) const {
  constexpr size_t kUnseen = 0;
  constexpr size_t kDone = ~size_t{0};
  // Else: one more than the place on the path.
  std::vector<size_t> marks(names_.size(), kUnseen);
  std::vector<Frame> path;
  bool has_cycle = false;
  const auto enter = [&](uint32_t platform) {
    path.push_back({platform});
    marks[platform] = path.size();
  };
  for (uint32_t start = 0; start < names_.size(); ++start) {
    if (marks[start] == kUnseen) enter(start);
    while (!path.empty()) {
      Frame& frame = path.back();
      if (frame.next == edges_[frame.platform].size()) {
        marks[frame.platform] = kDone;
        path.pop_back();
        continue;
      }
      const Edge& edge = edges_[frame.platform][frame.next++];
      if (marks[edge.loser] == kUnseen) {
        enter(edge.loser);
      } else if (marks[edge.loser] != kDone) {
        has_cycle = true;
        diagnostics.Report(edge.written->span, diag::PreferCycle,
                           CycleText(path, marks[edge.loser] - 1));
      }
    }
  }
  return has_cycle;
}

const ast::Prefer* Graph::FindPairs(size_t limit,
                                    std::vector<PreferredPair>& pairs) const {
  std::vector<uint32_t> reached_by(names_.size(), ~uint32_t{0});
  std::vector<uint32_t> open;
  for (uint32_t winner = 0; winner < names_.size(); ++winner) {
    const size_t first = pairs.size();
    open.push_back(winner);
    while (!open.empty()) {
      const uint32_t platform = open.back();
      open.pop_back();
      for (const Edge& edge : edges_[platform]) {
        if (reached_by[edge.loser] == winner) continue;
        reached_by[edge.loser] = winner;
        if (pairs.size() == limit) return edges_[winner].front().written;
        pairs.push_back({winner, edge.loser});
        open.push_back(edge.loser);
      }
    }
    std::sort(pairs.begin() + static_cast<ptrdiff_t>(first), pairs.end(),
              [](const PreferredPair& a, const PreferredPair& b) {
                return a.loser < b.loser;
              });
  }
  return nullptr;
}

}  // namespace

void CheckPreferences(const std::vector<ast::File>& files,
                      const SymbolTable& symbols, DiagnosticSink& diagnostics) {
  const Graph graph(files, symbols);
  if (graph.FindCycles(diagnostics)) return;
  std::vector<PreferredPair> pairs;
  if (const auto* prefer = graph.FindPairs(kMaxPreferences, pairs)) {
    diagnostics.Report(prefer->span, diag::TooManyPreferences, kMaxPreferences);
  }
}

std::vector<PreferredPair> AllPreferences(const std::vector<ast::File>& files,
                                          const SymbolTable& symbols) {
  std::vector<PreferredPair> pairs;
  Graph(files, symbols).FindPairs(kMaxPreferences, pairs);
  return pairs;
}

}  // namespace iotpf::sema
