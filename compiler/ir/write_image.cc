// The image of a ruleset: header, tables, texts.
//
//   0                 iotpf_ruleset
//   then              the tables, in the order of the header, rows aligned to 8
//   at the end        the texts, each once, in the order of their first use
//
// Tables have a size that only their row counts decide, so the place of every
// table and of the first text is known before a row is written, and one pass
// writes all rows. Offsets are bytes from the start, which is why the same
// bytes serve in a library and alone.

#include "compiler/ir/write_image.h"

#include "compiler/ir/predicate_order.h"

#include <iotpf/check.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace iotpf::ir {
namespace {

constexpr size_t kRowAlignmentBytes = 8;

// A growing image whose texts start at a place that is known beforehand.
class ImageWriter {
 public:
  // Reserves room for a table behind all before it.
  template <class Row>
  iotpf_table Reserve(size_t count) {
    const iotpf_table table = {Narrow(bytes_.size()), Narrow(count)};
    const size_t size = count * sizeof(Row);
    bytes_.resize(bytes_.size() + (size + kRowAlignmentBytes - 1) /
                                      kRowAlignmentBytes * kRowAlignmentBytes);
    return table;
  }

  template <class Row>
  void Write(iotpf_table table, size_t index, const Row& row) {
    WriteAt(table.offset + index * sizeof(Row), row);
  }
  template <class Row>
  void WriteAt(size_t offset, const Row& row) {
    IOTPF_CHECK(offset + sizeof(Row) <= bytes_.size());
    std::memcpy(bytes_.data() + offset, &row, sizeof(Row));
  }

  // The place of a text; call only after the last Reserve().
  iotpf_text Text(std::string_view text) {
    const auto [known, is_new] =
        texts_.try_emplace(std::string(text), bytes_.size());
    if (is_new) bytes_.append(text);
    return {Narrow(known->second), Narrow(text.size())};
  }

  uint32_t size() const { return Narrow(bytes_.size()); }
  std::string Take() { return std::move(bytes_); }

 private:
  // Offsets also stand as signed differences in native code.
  static uint32_t Narrow(size_t number) {
    IOTPF_CHECK(number <= size_t{std::numeric_limits<int32_t>::max()});
    return static_cast<uint32_t>(number);
  }

  std::string bytes_;
  std::map<std::string, size_t> texts_;
};

template <class Row, class Item, class MakeRow>
void WriteRows(ImageWriter& image, iotpf_table table,
               const std::vector<Item>& items, MakeRow make_row) {
  for (size_t i = 0; i < items.size(); ++i) {
    const Row row = make_row(items[i]);
    image.Write(table, i, row);
  }
}

void ReserveTables(const Ruleset& ruleset, ImageWriter& image,
                   iotpf_ruleset& header) {
  header.sources = image.Reserve<iotpf_source>(ruleset.sources.size());
  header.readings = image.Reserve<iotpf_reading>(ruleset.readings.size());
  header.constants = image.Reserve<iotpf_constant>(ruleset.constants.size());
  header.regexes = image.Reserve<iotpf_regex>(ruleset.regexes.size());
  header.predicates = image.Reserve<iotpf_predicate>(ruleset.predicates.size());
  header.children = image.Reserve<uint32_t>(ruleset.children.size());
  header.nodes = image.Reserve<iotpf_node>(ruleset.nodes.size());
  header.feature_table = image.Reserve<iotpf_feature>(ruleset.features.size());
  header.conditions = image.Reserve<iotpf_condition>(ruleset.conditions.size());
  header.fingerprints =
      image.Reserve<iotpf_fingerprint>(ruleset.fingerprints.size());
  header.platforms = image.Reserve<iotpf_platform>(ruleset.platforms.size());
  header.providers = image.Reserve<iotpf_provider>(ruleset.providers.size());
  header.preferences =
      image.Reserve<iotpf_preference>(ruleset.preferences.size());
}

// What predicates read: sources, readings, constants, regexes.
void WriteOperands(const Ruleset& ruleset, const iotpf_ruleset& header,
                   ImageWriter& image) {
  WriteRows<iotpf_source>(
      image, header.sources, ruleset.sources, [&](const Source& source) {
        iotpf_source row{};
        row.name = image.Text(source.name);
        std::copy(source.digest.begin(), source.digest.end(), row.digest);
        return row;
      });
  WriteRows<iotpf_reading>(
      image, header.readings, ruleset.readings, [&](const Reading& reading) {
        return iotpf_reading{static_cast<uint32_t>(reading.field),
                             static_cast<uint32_t>(InfoOf(reading.field).stage),
                             image.Text(reading.key)};
      });
  WriteRows<iotpf_constant>(image, header.constants, ruleset.constants,
                            [&](const Constant& constant) {
                              return iotpf_constant{
                                  static_cast<uint32_t>(constant.kind),
                                  constant.flags,
                                  image.Text(constant.bytes),
                                  image.Text(constant.mask),
                                  constant.first,
                                  constant.last};
                            });
  WriteRows<iotpf_regex>(
      image, header.regexes, ruleset.regexes, [&](const Regex& regex) {
        return iotpf_regex{image.Text(regex.pattern), regex.flags, 0};
      });
}

// Predicates and the expressions over them.
void WriteExpressions(const Ruleset& ruleset, const iotpf_ruleset& header,
                      ImageWriter& image) {
  const PredicateOrder order = OrderPredicates(ruleset);
  for (size_t i = 0; i < ruleset.predicates.size(); ++i) {
    const Predicate& predicate = ruleset.predicates[i];
    image.Write(
        header.predicates, i,
        iotpf_predicate{static_cast<uint32_t>(predicate.op), predicate.reading,
                        static_cast<uint32_t>(predicate.stage),
                        static_cast<uint32_t>(predicate.type),
                        predicate.first_constant, predicate.constant_count,
                        predicate.number, order.bit_of[i], 0});
  }
  WriteRows<uint32_t>(image, header.children, ruleset.children,
                      [](uint32_t child) { return child; });
  WriteRows<iotpf_node>(
      image, header.nodes, ruleset.nodes, [](const Node& node) {
        return iotpf_node{static_cast<uint32_t>(node.op), node.first,
                          node.count, node.threshold};
      });
}

// What has a name in the rules.
void WriteDeclarations(const Ruleset& ruleset, const iotpf_ruleset& header,
                       ImageWriter& image) {
  WriteRows<iotpf_feature>(image, header.feature_table, ruleset.features,
                           [&](const Feature& feature) {
                             return iotpf_feature{
                                 image.Text(feature.name),
                                 image.Text(feature.documentation),
                                 feature.position,
                                 feature.platform,
                                 feature.fingerprint,
                                 feature.negative ? 1u : 0u,
                                 static_cast<uint32_t>(feature.level),
                                 feature.node};
                           });
  WriteRows<iotpf_condition>(
      image, header.conditions, ruleset.conditions,
      [&](const Condition& condition) {
        return iotpf_condition{
            image.Text(condition.id), condition.position,
            condition.fingerprint,    static_cast<uint32_t>(condition.kind),
            condition.priority,       condition.node,
            condition.guard};
      });
  WriteRows<iotpf_fingerprint>(image, header.fingerprints, ruleset.fingerprints,
                               [&](const Fingerprint& fingerprint) {
                                 return iotpf_fingerprint{
                                     image.Text(fingerprint.name),
                                     fingerprint.position, fingerprint.platform,
                                     fingerprint.first_condition,
                                     fingerprint.condition_count};
                               });
  WriteRows<iotpf_platform>(image, header.platforms, ruleset.platforms,
                            [&](const Platform& platform) {
                              return iotpf_platform{
                                  image.Text(platform.id),
                                  image.Text(platform.title),
                                  image.Text(platform.category),
                                  platform.position, platform.provider};
                            });
  WriteRows<iotpf_provider>(image, header.providers, ruleset.providers,
                            [&](const Provider& provider) {
                              return iotpf_provider{image.Text(provider.id),
                                                    image.Text(provider.title),
                                                    provider.position,
                                                    provider.scope};
                            });
  WriteRows<iotpf_preference>(
      image, header.preferences, ruleset.preferences,
      [](const Preference& preference) {
        return iotpf_preference{preference.winner, preference.loser};
      });
}

}  // namespace

std::string WriteImage(const Ruleset& ruleset, const ImageNotes& notes) {
  ImageWriter image;
  iotpf_ruleset header{};
  image.Reserve<iotpf_ruleset>(1);
  ReserveTables(ruleset, image, header);

  header.magic = IOTPF_RULESET_MAGIC;
  header.abi_major = IOTPF_ABI_MAJOR;
  header.abi_minor = IOTPF_ABI_MINOR;
  header.size = sizeof(iotpf_ruleset);
  header.fields_digest = FieldsDigest();
  header.state_words = notes.state_words;
  for (const Predicate& predicate : ruleset.predicates) {
    header.stages |= 1u << static_cast<uint32_t>(predicate.stage);
  }
  header.compiler = image.Text(notes.compiler);
  header.target = image.Text(notes.target);
  header.features = image.Text(notes.features);
  WriteOperands(ruleset, header, image);
  WriteExpressions(ruleset, header, image);
  WriteDeclarations(ruleset, header, image);

  header.image_size = image.size();
  image.WriteAt(0, header);
  return image.Take();
}

}  // namespace iotpf::ir
