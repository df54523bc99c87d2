/* The only contract between compiled rules and the runtime.
 *
 * A compiled ruleset is one constant image that starts with `iotpf_ruleset`.
 * Everything it refers to is a byte offset from the start of that image, so
 * the image holds no address and needs no relocation: the same bytes serve as
 * the `.so` that native code lives in and as the portable tables from which
 * the reference evaluator runs (there the function offsets are 0).
 *
 * C11, fixed-width integers, host byte order, explicit padding. Fields are
 * appended, never moved. */
#ifndef IOTPF_RULESET_ABI_H_
#define IOTPF_RULESET_ABI_H_

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define IOTPF_RULESET_SYMBOL "iotpf_ruleset_v2"
#define IOTPF_RULESET_MAGIC 0x50464F49u /* "IOFP" read as little endian */
#define IOTPF_ABI_MAJOR 3
#define IOTPF_ABI_MINOR 0
#define IOTPF_NONE 0xFFFFFFFFu /* an index or offset that refers to nothing */

/* ---- What a session shows ------------------------------------------------ */

/* Kleene's three values. */
enum iotpf_truth { IOTPF_FALSE = 0, IOTPF_TRUE = 1, IOTPF_UNKNOWN = 2 };

/* Of a field or of a record. Zeroed memory claims nothing. */
enum iotpf_presence {
  IOTPF_UNOBSERVED = 0,
  IOTPF_ABSENT = 1, /* its place was seen whole, and it is not there */
  IOTPF_PRESENT = 2
};

/* What a value holds. */
enum iotpf_value_kind {
  IOTPF_VALUE_BYTES = 0,   /* text, token, bytes, host, ip (4 or 16 bytes in
                              network order), mac (6 bytes), JSON string */
  IOTPF_VALUE_INTEGER = 1, /* an integer field, or a JSON integer in int64 */
  IOTPF_VALUE_BOOLEAN = 2, /* JSON true or false, in `number` */
  IOTPF_VALUE_NULL = 3,    /* JSON null */
  IOTPF_VALUE_OTHER = 4    /* a JSON object, array or other number */
};

/* The bytes are a prefix: more may follow. */
#define IOTPF_VALUE_PARTIAL 1u

typedef struct iotpf_value {
  const uint8_t* data; /* bytes: the first byte, never null; else null */
  union {
    uint64_t size;  /* bytes: how many */
    int64_t number; /* integer, boolean */
  };
  uint16_t kind;  /* enum iotpf_value_kind */
  uint16_t flags; /* IOTPF_VALUE_PARTIAL */
  uint32_t reserved;
} iotpf_value;

/* What a session shows for one reading; zeroed, nothing: see `rest`. */
typedef struct iotpf_slot {
  const iotpf_value* values; /* `count` of them; null when count is 0 */
  uint32_t count;            /* greater than 0 exactly when present */
  uint8_t presence;          /* enum iotpf_presence */
  uint8_t open;              /* 1: more values may follow */
  uint16_t reserved;
} iotpf_slot;

/* Few readings of a large ruleset are shown: those are listed. */
typedef struct iotpf_session {
  const iotpf_slot* slots; /* one for each reading of the ruleset */
  const uint8_t* records;  /* enum iotpf_presence, by number of the record in
                              fields.def */
  const uint8_t* rest;     /* by number of the field: IOTPF_ABSENT or
                              IOTPF_UNOBSERVED, for its zeroed slots */
  const uint32_t* shown;   /* the readings whose slot is not zeroed, each once;
                              those of other stages may be left out */
  uint32_t shown_count;
  uint32_t reserved;
} iotpf_session;

/* What compiled rules ask of their host, in place of imports. */
typedef struct iotpf_host {
  uint32_t size; /* of this struct: which functions exist */
  uint32_t reserved;
  void* context;
  /* Whether regex number `regex` matches anywhere in the bytes: 0 or 1. */
  uint32_t (*search)(void* context, uint32_t regex, const uint8_t* data,
                     uint64_t size);
} iotpf_host;

/* ---- What compiled rules answer ------------------------------------------ */

/* Some completion of what is unknown makes the fingerprint belong. */
#define IOTPF_CLAIM_MAY 1u
/* Every completion does. */
#define IOTPF_CLAIM_MUST 2u
/* It belongs when what is unknown does not vote: the session has ended. */
#define IOTPF_CLAIM_AT_END 4u

typedef struct iotpf_claim {
  uint32_t fingerprint;
  uint32_t condition; /* of the highest priority known to vote, or IOTPF_NONE */
  uint32_t flags;     /* IOTPF_CLAIM_*, never 0 */
} iotpf_claim;

typedef struct iotpf_scope {
  uint32_t provider;
  uint32_t truth; /* IOTPF_TRUE or IOTPF_UNKNOWN */
} iotpf_scope;

/* Runs the tests on the fields of some stages: bit i of `stages` is stage i of
   fields.def. Their fields are in the state they will keep. Each stage once, in
   order; the first begins a session. `state` has `state_words` words, which the
   caller zeroes once and then leaves alone. Never fails, never blocks; may run
   in any number of threads at once, each with its own state.

   Bit i % 64 of word i / 64 of `state` is set exactly when the predicate whose
   `bit` is i is known to hold. */
typedef void (*iotpf_advance_function)(const iotpf_session* session,
                                       uint32_t stages, uint64_t* state,
                                       const iotpf_host* host);

/* 1: a platform that none is preferred over may be claimed and is not sure, so
   no label is final. 0: some label may be. Costs less than the claims. `hint`
   is where the search for one begins, any number, and what it found; it is kept
   from one session to the next and changes no answer. */
typedef uint32_t (*iotpf_open_function)(uint64_t* state, uint32_t* hint);

/* Writes the fingerprints that belong or may, by number, and returns how many.
   There is room for all. */
typedef uint32_t (*iotpf_claims_function)(uint64_t* state, iotpf_claim* claims);

/* The same for the providers whose scope holds or may. */
typedef uint32_t (*iotpf_scopes_function)(uint64_t* state, iotpf_scope* scopes);

/* ---- Tables ------------------------------------------------------------ */

/* Offsets are bytes from the start of the image. */
typedef struct iotpf_text {
  uint32_t offset;
  uint32_t size; /* bytes; UTF-8 in names, any bytes in constants */
} iotpf_text;

typedef struct iotpf_table {
  uint32_t offset; /* of the first row; rows are aligned to 8 bytes */
  uint32_t count;  /* rows */
} iotpf_table;

/* Where something stands in the rules. */
typedef struct iotpf_position {
  uint32_t source; /* index into `sources` */
  uint32_t line;   /* from 1 */
  uint32_t column; /* from 1, in bytes */
} iotpf_position;

typedef struct iotpf_source {
  iotpf_text name;    /* relative to its include root */
  uint8_t digest[32]; /* SHA-256 of its bytes */
} iotpf_source;

/* A field, with its key, that some predicate reads: all that is decoded. */
typedef struct iotpf_reading {
  uint32_t field; /* number of the row in fields.def */
  uint32_t stage; /* number of the stage in fields.def */
  iotpf_text key; /* a header name (lower case, may end in `*`), a query,
                     form or cookie name, a JSON Pointer; else empty */
} iotpf_reading;

enum iotpf_constant_kind {
  IOTPF_CONSTANT_BYTES = 0,   /* `bytes` under `mask`; see below */
  IOTPF_CONSTANT_INTEGER = 1, /* first..last, both included */
  IOTPF_CONSTANT_BOOLEAN = 2, /* `first` is 0 or 1 */
  IOTPF_CONSTANT_NULL = 3,
  IOTPF_CONSTANT_NETWORK = 4, /* `bytes` is the address, 4 or 16 (ip) or 6
                                 (mac) bytes; `first` the prefix length in
                                 bits */
  IOTPF_CONSTANT_REGEX = 5    /* `first` is an index into `regexes` */
};

/* An operand. Byte constants are compared as
   (value & mask) == bytes when `mask` is given (`mask.size == bytes.size`, bits
   outside the mask are 0 in `bytes`), with ASCII letters folded when
   IOTPF_CONSTANT_NOCASE is set (then `bytes` is in lower case). Never both. */
#define IOTPF_CONSTANT_NOCASE 1u
/* A host entry that takes all names below it as well as itself. */
#define IOTPF_CONSTANT_SUBTREE 2u

typedef struct iotpf_constant {
  uint32_t kind;  /* enum iotpf_constant_kind */
  uint32_t flags; /* IOTPF_CONSTANT_* */
  iotpf_text bytes;
  iotpf_text mask; /* size 0: none */
  int64_t first;
  int64_t last;
} iotpf_constant;

typedef struct iotpf_regex {
  iotpf_text pattern; /* RE2 syntax, matched on bytes (Latin-1), unanchored */
  uint32_t flags;     /* IOTPF_REGEX_* */
  uint32_t reserved;
} iotpf_regex;

#define IOTPF_REGEX_NOCASE 1u
/* Contains `$`, `\z`, `\b` or `\B`: a match in a prefix proves nothing. */
#define IOTPF_REGEX_END_SENSITIVE 2u

enum iotpf_predicate_op {
  /* One of the constants holds for one of the values. For hosts a constant is
     the name itself, or with IOTPF_CONSTANT_SUBTREE the name and all below. */
  IOTPF_OP_EQUAL = 0,
  /* Present, and no value equals one of the constants. */
  IOTPF_OP_NOT_EQUAL = 1,
  IOTPF_OP_STARTS_WITH = 2,
  IOTPF_OP_ENDS_WITH = 3,
  IOTPF_OP_CONTAINS = 4,
  IOTPF_OP_AT = 5, /* the constant stands at byte `number` of the value */
  IOTPF_OP_MATCHES = 6,
  IOTPF_OP_PRESENT = 7,        /* no constants */
  IOTPF_OP_ABSENT = 8,         /* no constants */
  IOTPF_OP_RECORD_PRESENT = 9, /* `reading` is a record's number instead */
  /* The number of values, 0 where absent, lies in one of the constants, which
     are integers; `type` is ValueType::Int. While more may follow: unknown,
     unless every number from that on answers the same. */
  IOTPF_OP_COUNT = 10
};

typedef struct iotpf_predicate {
  uint32_t op;      /* enum iotpf_predicate_op */
  uint32_t reading; /* index into `readings`, or for RECORD_PRESENT a record */
  uint32_t stage;   /* the stage at which it is tested */
  uint32_t type;    /* enum ValueType of field.h: how values compare */
  uint32_t first_constant;
  uint32_t constant_count;
  uint64_t number; /* AT: the offset in bytes */
  uint32_t bit;    /* of the state: by stage, field and reading */
  uint32_t reserved;
} iotpf_predicate;

enum iotpf_node_op {
  IOTPF_NODE_FALSE = 0,
  IOTPF_NODE_TRUE = 1,
  IOTPF_NODE_PREDICATE = 2, /* `first` is an index into `predicates` */
  IOTPF_NODE_FEATURE = 3,   /* `first` is an index into `features` */
  IOTPF_NODE_NOT = 4,       /* of children[first] */
  IOTPF_NODE_AND = 5,
  IOTPF_NODE_OR = 6,
  IOTPF_NODE_AT_LEAST = 7 /* `threshold` of the children are true */
};

/* Nodes stand after their children and after those of the features that they
   name. Equal nodes are one node. */
typedef struct iotpf_node {
  uint32_t op;        /* enum iotpf_node_op */
  uint32_t first;     /* the first of `count` rows of `children` */
  uint32_t count;     /* children, in source order */
  uint32_t threshold; /* AT_LEAST */
} iotpf_node;

enum iotpf_level {
  IOTPF_LEVEL_NONE = 0,
  IOTPF_LEVEL_EASY = 1,
  IOTPF_LEVEL_MEDIUM = 2,
  IOTPF_LEVEL_HARD = 3
};

typedef struct iotpf_feature {
  iotpf_text name;          /* `banner` */
  iotpf_text documentation; /* the comment before it, or empty */
  iotpf_position position;
  uint32_t platform;    /* the platform it stands in */
  uint32_t fingerprint; /* or IOTPF_NONE: written in the platform */
  uint32_t negative;    /* 0 or 1 */
  uint32_t level;       /* enum iotpf_level */
  uint32_t node;
} iotpf_feature;

enum iotpf_condition_kind {
  IOTPF_NECESSARY_POSITIVE = 0,
  IOTPF_NECESSARY_NEGATIVE = 1,
  IOTPF_SUFFICIENT_NEGATIVE = 2,
  IOTPF_SUFFICIENT_POSITIVE = 3
};

typedef struct iotpf_condition {
  iotpf_text id; /* `smartthings.mobile.sufficient_positive` */
  iotpf_position position;
  uint32_t fingerprint;
  uint32_t kind; /* enum iotpf_condition_kind */
  uint32_t priority;
  uint32_t node;  /* E */
  uint32_t guard; /* a node that must hold too for it to vote, or IOTPF_NONE */
} iotpf_condition;

typedef struct iotpf_fingerprint {
  iotpf_text name; /* the role: `mobile` */
  iotpf_position position;
  uint32_t platform;
  uint32_t first_condition; /* highest priority first */
  uint32_t condition_count;
} iotpf_fingerprint;

typedef struct iotpf_platform {
  iotpf_text id;
  iotpf_text title;
  iotpf_text category;
  iotpf_position position;
  uint32_t provider; /* or IOTPF_NONE */
} iotpf_platform;

typedef struct iotpf_provider {
  iotpf_text id;
  iotpf_text title;
  iotpf_position position;
  uint32_t scope; /* a node, or IOTPF_NONE */
} iotpf_provider;

/* `winner` stands in front of `loser`: transitive, sorted, without cycles. */
typedef struct iotpf_preference {
  uint32_t winner; /* platform */
  uint32_t loser;  /* platform */
} iotpf_preference;

/* ---- The image --------------------------------------------------------- */

typedef struct iotpf_ruleset {
  uint32_t magic;         /* IOTPF_RULESET_MAGIC */
  uint16_t abi_major;     /* differs from the loader's: refused */
  uint16_t abi_minor;     /* newer than the loader's: refused */
  uint32_t size;          /* of this struct when compiled: which fields exist */
  uint32_t image_size;    /* bytes of the image */
  uint64_t fields_digest; /* of fields.def; another: refused */
  uint32_t state_words;   /* 64-bit words of state between stages; 0 in portable
                             tables */
  uint32_t stages; /* bit i: some predicate is of stage i; others need not
                      be advanced to */
  /* Functions, as offsets from the start of the image; 0 in portable tables. */
  int32_t advance;
  int32_t claims;
  int32_t scopes;
  int32_t is_open;
  iotpf_text compiler; /* name and version of what made it */
  iotpf_text target;   /* triple, CPU: "x86_64-pc-linux-gnu x86-64-v3"; empty in
                          portable tables */
  iotpf_text features; /* required CPU features by their /proc/cpuinfo names,
                          space separated */
  iotpf_table sources;
  iotpf_table readings;
  iotpf_table constants;
  iotpf_table regexes;
  iotpf_table predicates;
  iotpf_table children; /* uint32_t: indices into `nodes` */
  iotpf_table nodes;
  iotpf_table feature_table;
  iotpf_table conditions;
  iotpf_table fingerprints;
  iotpf_table platforms;
  iotpf_table providers;
  iotpf_table preferences;
} iotpf_ruleset;

#ifdef __cplusplus
}
#endif

/* Both sides assert the layout. */
#ifdef __cplusplus
#define IOTPF_ASSERT_SIZE(type, bytes) \
  static_assert(sizeof(type) == (bytes), #type)
#else
#define IOTPF_ASSERT_SIZE(type, bytes) \
  _Static_assert(sizeof(type) == (bytes), #type)
#endif

IOTPF_ASSERT_SIZE(iotpf_value, 24);
IOTPF_ASSERT_SIZE(iotpf_slot, 16);
IOTPF_ASSERT_SIZE(iotpf_session, 40);
IOTPF_ASSERT_SIZE(iotpf_host, 24);
IOTPF_ASSERT_SIZE(iotpf_claim, 12);
IOTPF_ASSERT_SIZE(iotpf_scope, 8);
IOTPF_ASSERT_SIZE(iotpf_text, 8);
IOTPF_ASSERT_SIZE(iotpf_table, 8);
IOTPF_ASSERT_SIZE(iotpf_position, 12);
IOTPF_ASSERT_SIZE(iotpf_source, 40);
IOTPF_ASSERT_SIZE(iotpf_reading, 16);
IOTPF_ASSERT_SIZE(iotpf_constant, 40);
IOTPF_ASSERT_SIZE(iotpf_regex, 16);
IOTPF_ASSERT_SIZE(iotpf_predicate, 40);
IOTPF_ASSERT_SIZE(iotpf_node, 16);
IOTPF_ASSERT_SIZE(iotpf_feature, 48);
IOTPF_ASSERT_SIZE(iotpf_condition, 40);
IOTPF_ASSERT_SIZE(iotpf_fingerprint, 32);
IOTPF_ASSERT_SIZE(iotpf_platform, 40);
IOTPF_ASSERT_SIZE(iotpf_provider, 32);
IOTPF_ASSERT_SIZE(iotpf_preference, 8);
IOTPF_ASSERT_SIZE(iotpf_ruleset, 176);

#endif /* IOTPF_RULESET_ABI_H_ */
