// The arithmetic of a score, apart from everything that reads or writes.
//
// Truth has two levels: a brand may rent a back end, and both names are true of
// its traffic. A label names one of them. So a back end that stands behind a
// brand is right where the back end is labelled, and the brand in front of it
// is no wrong claim; a back end alone, where its brand is labelled, is neither
// right nor a wrong name, and is counted as what it is.
//
// `ambiguous` names no platform and spoils the precision of none; it is a miss.
// Of a session that is no IoT it is a wrong claim like any other.
//
// Source  precision, recall and F1 as in C. J. van Rijsbergen, Information
//         Retrieval, 1979, chapter 7.

#include "tools/label_score.h"

#include <algorithm>

namespace iotpf::tools {
namespace {

double Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0
                    : static_cast<double>(part) / static_cast<double>(whole);
}

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

// The row of a session: the label that was found where it has several.
std::string RowOf(const LabelledVerdict& session) {
  if (session.labels.empty()) return std::string(kNoIotRow);
  for (const auto* claims : {&session.front, &session.behind}) {
    for (const std::string& label : session.labels) {
      if (Has(*claims, label)) return label;
    }
  }
  return session.labels.front();
}

std::string_view MissColumnOf(const LabelledVerdict& session) {
  if (!session.is_found) return "missing";
  switch (session.kind) {
    case LabelKind::Ambiguous:
      return "ambiguous";
    case LabelKind::Provider:
      return "provider";
    case LabelKind::Platform:
    case LabelKind::Other:
      break;
  }
  return "other";
}

}  // namespace

std::string_view NameOf(LabelOutcome outcome) {
  switch (outcome) {
    case LabelOutcome::Right:
      return "right";
    case LabelOutcome::Wrong:
      return "wrong";
    case LabelOutcome::BackEnd:
      return "back end";
    case LabelOutcome::Ambiguous:
      return "ambiguous";
    case LabelOutcome::Provider:
      return "provider";
    case LabelOutcome::Other:
      return "other";
    case LabelOutcome::Missing:
      break;
  }
  return "missing";
}

double PlatformScore::Precision() const { return Share(right, claimed()); }

double PlatformScore::Recall() const { return Share(right, labelled); }

double PlatformScore::F1() const {
  const double sum = Precision() + Recall();
  return sum == 0 ? 0 : 2 * Precision() * Recall() / sum;
}

uint64_t LabelScore::Sum(const Counts& counts) {
  uint64_t sum = 0;
  for (const uint64_t count : counts) sum += count;
  return sum;
}

double LabelScore::Accuracy() const {
  return Share(iot(LabelOutcome::Right) + no_iot(LabelOutcome::Right),
               sessions());
}

uint64_t LabelScore::claimed() const {
  uint64_t sum = 0;
  for (const auto& [id, score] : platforms_) sum += score.claimed();
  return sum;
}

double LabelScore::Precision() const {
  uint64_t right = 0;
  for (const auto& [id, score] : platforms_) right += score.right;
  return Share(right, claimed());
}

double LabelScore::Recall() const {
  return Share(iot(LabelOutcome::Right), iot());
}

bool LabelScore::Rents(const std::string& brand,
                       const std::string& back_end) const {
  const auto found = back_ends_.find(brand);
  return found != back_ends_.end() && found->second.contains(back_end);
}

LabelOutcome LabelScore::OutcomeOf(const LabelledVerdict& session) const {
  if (!session.is_found) return LabelOutcome::Missing;
  if (session.front.empty()) {
    if (session.labels.empty()) return LabelOutcome::Right;
    return session.kind == LabelKind::Provider ? LabelOutcome::Provider
                                               : LabelOutcome::Other;
  }
  if (session.labels.empty()) return LabelOutcome::Wrong;
  const auto is_label = [&](const auto& id) { return Has(session.labels, id); };
  if (std::ranges::all_of(session.front, is_label)) return LabelOutcome::Right;
  if (session.front.size() > 1) return LabelOutcome::Ambiguous;
  if (std::ranges::any_of(session.behind, is_label)) return LabelOutcome::Right;
  const bool is_back_end = std::ranges::any_of(
      session.labels,
      [&](const auto& brand) { return Rents(brand, session.front.front()); });
  return is_back_end ? LabelOutcome::BackEnd : LabelOutcome::Wrong;
}

LabelOutcome LabelScore::Add(const LabelledVerdict& session) {
  const LabelOutcome outcome = OutcomeOf(session);
  const bool is_iot = !session.labels.empty();
  ++(is_iot ? iot_ : no_iot_)[static_cast<size_t>(outcome)];
  const std::string row = RowOf(session);
  if (is_iot) {
    PlatformScore& score = platforms_[row];
    ++score.labelled;
    if (outcome == LabelOutcome::Right) ++score.right;
  }

  if (outcome == LabelOutcome::Wrong) {
    for (const std::string& id : session.front) ++platforms_[id].wrong;
  }

  std::string column(MissColumnOf(session));
  if (outcome == LabelOutcome::Right && is_iot) {
    column = row;
  } else if (session.is_found && session.front.size() == 1) {
    column = session.front.front();
  }
  ++confusion_[{row, column}];
  return outcome;
}

}  // namespace iotpf::tools
