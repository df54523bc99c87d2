// The tree of a rule file, as written. What is worked out lives in the tables
// that sema returns.
//
// Nodes are plain structs; a vector of nodes keeps their order. Every node that
// a message can point at has a span. Names inside nodes are owned
// strings, so that the tree outlives the parser.
#ifndef IOTPF_COMPILER_AST_AST_H_
#define IOTPF_COMPILER_AST_AST_H_

#include "compiler/source/source_span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace iotpf::ast {

// `mobile`
struct Name {
  std::string text;
  SourceSpan span;
};

// `samsung.smartthings`, dots included in `text`.
struct DottedName {
  std::string text;
  SourceSpan span;
};

enum class LiteralKind : uint8_t {
  Integer,  // 42, 0x7d2
  Text,     // "text", r"raw", """block"""
  Hex,      // x"55 cc ?? 0?"
  Address,  // 10.0.0.0/8, 2001:db8::/32, a4:cf:12:00:00:00/24
  Boolean,  // true, false: in JSON
  Null,     // null: in JSON
  Regex     // /pattern/i
};

// A literal, decoded.
struct Literal {
  SourceSpan span;
  LiteralKind kind = LiteralKind::Null;
  bool nocase = false;       // `nocase "x"`, /x/i
  bool is_faulty = false;    // a mistake in it was reported: say no more of it
  std::string bytes;         // Text, Regex: as meant. Hex: 0 where masked out.
                             // Address: 4, 6 or 16 bytes, network order
  std::string mask;          // Hex with wildcards: one bits are compared
  int64_t integer = 0;       // Integer, Boolean
  unsigned prefix_bits = 0;  // Address: all its bits where none was written
};

// `http.response.header["Server"]`, or the name of a feature.
struct Reference {
  DottedName name;
  SourceSpan span;
  std::optional<Literal> key;  // Text
};

enum class TestOp : uint8_t {
  Equal,
  NotEqual,
  LessEqual,
  Less,
  GreaterEqual,
  Greater,
  In,
  Under,
  StartsWith,
  EndsWith,
  Contains,
  Matches,
  At,
  IsPresent,
  IsAbsent
};

// What stands on the right of an operator, or an argument: exactly one of the
// three forms.
struct Operand {
  SourceSpan span;
  std::vector<Literal> literals;  // one, or what stands in brackets
  bool bracketed = false;
  bool is_range = false;           // `1..1023`: two literals
  std::optional<DottedName> name;  // `app_hosts`: a list or a parameter
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;  // never null unless said

// A reference and, in predicates, what is asked of it.
struct Term {
  Reference reference;
  bool is_count = false;     // `count(REFERENCE) >= 2`
  std::optional<TestOp> op;  // none: the name of a feature
  SourceSpan op_span;
  Operand operand;  // empty for IsPresent and IsAbsent
  int64_t at = 0;   // At: offset in bytes
  SourceSpan at_span;
};

// `asks_for(app_hosts, "SmartThings")`
struct Call {
  DottedName name;
  std::vector<Operand> arguments;
};

struct Not {
  ExprPtr operand;
};
// `a and b and c`
struct And {
  std::vector<Expr> operands;  // two or more
};
// `a or b or c`
struct Or {
  std::vector<Expr> operands;  // two or more
};

// `any of (..)`, `all of (..)`, `2 of (..)`
struct Quantified {
  enum class Quantity : uint8_t { Any, All, Number };
  Quantity quantity;
  int64_t number = 0;
  SourceSpan quantity_span;
  std::vector<Expr> operands;  // one or more
};

// `any positive`, `all negative`
struct AllOfPolarity {
  bool all;
  bool negative;
};

// Any expression. Every pass visits `node` with one lambda per alternative, so
// an alternative added here fails to compile until every pass handles it.
struct Expr {
  SourceSpan span;
  std::variant<Term, Call, Not, And, Or, Quantified, AllOfPolarity> node;
};

// `import lists.adverts;`
struct Import {
  SourceSpan span;
  DottedName module;
};

// `list app_hosts : host = ["api.smartthings.com"];`
struct List {
  Name name;
  Name type;
  std::optional<Literal> file;    // `file "app_hosts.txt"`
  std::vector<Literal> elements;  // of the file too, once it is loaded
  bool is_lost = false;           // the file could not be read
  SourceSpan elements_span;
};

// `hosts: list<host>`
struct Parameter {
  Name name;
  Name type;
  bool is_list = false;
};

// `predicate asks_for(hosts: list<host>, agent: text) = ...;`
struct PredicateDefinition {
  Name name;
  std::vector<Parameter> parameters;
  Expr value;
};

// `positive banner : easy = http.response.header["Server"] == "SmartThings";`
struct Feature {
  Name name;
  bool negative = false;
  std::optional<Name> level;
  std::string documentation;  // the comment right before it
  Expr value;
};

// `sufficient positive priority 350 : banner or api;`
struct Condition {
  SourceSpan span;  // `sufficient positive`
  bool sufficient = false;
  bool negative = false;
  std::optional<int64_t> priority;
  SourceSpan priority_span;
  Expr value;
};

struct Fingerprint {
  Name name;
  std::vector<Feature> features;
  std::vector<Condition> conditions;
};

// `category = hub;`, `reference = "the paper, section III.C";`
struct Property {
  Name name;
  std::string value;
  SourceSpan value_span;
  bool is_name = false;  // written without quotes
};

// `smartthings.mobile`
struct Claim {
  Name platform;
  std::optional<Name> role;
};

// `expect smartthings.mobile by banner behind aws_iot;`
struct Expectation {
  SourceSpan span;
  std::vector<Claim> front;  // empty: `other`, or `provider` with `providers`
  std::vector<Name> features;
  std::vector<Claim> behind;
  std::vector<Name> providers;
};

// `tls.sni = "api.smartthings.com";`, `tls.alpn is absent;`
struct TestField {
  Reference reference;
  bool absent = false;
  std::vector<Literal> values;
  SourceSpan values_span;
};

struct Test {
  Literal name;
  SourceSpan span;  // `test`
  std::vector<TestField> fields;
  std::vector<Expectation> expectations;
};

struct Platform {
  Name name;
  std::string title;
  std::vector<Property> properties;
  std::vector<Feature> features;
  std::vector<Condition> conditions;
  std::vector<Fingerprint> fingerprints;
  std::vector<Test> tests;
};

struct Provider {
  Name name;
  std::string title;
  std::vector<Property> properties;
  std::vector<Expr> scopes;  // one at most; sema reports a second
  std::vector<Platform> platforms;
};

// `prefer govee over aws_iot;`
struct Prefer {
  SourceSpan span;
  Name winner;
  Name loser;
};

// `// iotpf: allow(unused-list)`: warnings that are meant.
struct Allow {
  Name slug;
  // Where it holds: its line, or the declaration right below it.
  SourceSpan scope;
};

// One file of rules.
struct File {
  uint32_t source = 0;  // index in the SourceSet
  std::string module;   // empty when not given
  SourceSpan module_span;
  std::vector<Import> imports;
  std::vector<List> lists;
  std::vector<PredicateDefinition> predicates;
  std::vector<Provider> providers;
  std::vector<Platform> platforms;  // outside of any provider
  std::vector<Prefer> preferences;
  std::vector<Allow> allows;
  // A syntax error left out statements: what is missing proves nothing. The
  // names in them are known to be meant.
  bool has_holes = false;
  std::set<std::string> lost_names;
};

}  // namespace iotpf::ast

#endif  // IOTPF_COMPILER_AST_AST_H_
