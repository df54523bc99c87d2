/* replay CASES LIBRARY
 *
 * Runs compiled rules on the sessions of a file and prints what they answer:
 * a line for each session and stage. It needs the contract of compiled rules
 * and a C library, nothing else, so it can be built for any machine that rules
 * are compiled for, and run there or in an emulator of it.
 *
 * Every value ends where its memory does: one byte read too far ends the
 * program. What RE2 says of each value is in the file (replay_cases.cc).
 *
 * Ends with 0, or with 3 and a line of what is wrong. */
#include "runtime/include/iotpf/ruleset_abi.h"

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  kMaxValues = 1 << 12,   /* of one session */
  kValueRoom = 1 << 16,   /* bytes; a multiple of the page of every machine */
  kMaxRegexBytes = 1 << 8 /* a bit for each regex of a ruleset */
};

/* What RE2 says of one value: bit i, whether regex i matches. */
typedef struct Searched {
  const uint8_t* data;
  uint64_t size;
  uint8_t matches[kMaxRegexBytes];
} Searched;

typedef struct Replay {
  FILE* cases;
  uint64_t reading_count;
  uint64_t record_count;
  uint64_t field_count;
  uint64_t regex_bytes;

  /* The session that is shown. */
  iotpf_slot* slots;
  uint8_t* records;
  uint8_t* rest;
  uint32_t* shown;
  uint64_t value_count;
  iotpf_value values[kMaxValues];
  Searched searched[kMaxValues];
  uint8_t* rooms[kMaxValues]; /* mapped when first used, kept */
} Replay;

static void Fail(const char* what) {
  fprintf(stderr, "replay: %s\n", what);
  exit(3);
}

static void* Allocate(uint64_t count, size_t size) {
  void* memory = calloc(count > 0 ? count : 1, size);
  if (memory == NULL) Fail("out of memory");
  return memory;
}

static void ReadBytes(FILE* file, void* bytes, uint64_t size) {
  if (size > 0 && fread(bytes, size, 1, file) != 1) Fail("cases end too early");
}

static uint64_t ReadNumber(FILE* file) {
  uint64_t number = 0;
  ReadBytes(file, &number, sizeof(number));
  return number;
}

/* Memory for value `index` that ends in front of a page nobody may read. */
static uint8_t* RoomFor(Replay* replay, uint64_t index, uint64_t size) {
  if (size > kValueRoom) Fail("a value is too large");
  if (replay->rooms[index] == NULL) {
    void* memory = mmap(NULL, 2 * kValueRoom, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) Fail("out of memory");
    replay->rooms[index] = memory;
    if (mprotect(replay->rooms[index] + kValueRoom, kValueRoom, PROT_NONE)) {
      Fail("cannot protect a page");
    }
  }
  return replay->rooms[index] + kValueRoom - size;
}

static void ReadValue(Replay* replay) {
  FILE* file = replay->cases;
  const uint64_t index = replay->value_count++;
  if (index >= kMaxValues) Fail("too many values");
  iotpf_value* value = &replay->values[index];
  Searched* searched = &replay->searched[index];
  memset(value, 0, sizeof(*value));
  memset(searched, 0, sizeof(*searched));
  value->kind = (uint16_t)ReadNumber(file);
  value->flags = (uint16_t)ReadNumber(file);
  value->size = ReadNumber(file);
  if (value->kind != IOTPF_VALUE_BYTES) return;
  uint8_t* data = RoomFor(replay, index, value->size);
  ReadBytes(file, data, value->size);
  ReadBytes(file, searched->matches, replay->regex_bytes);
  value->data = data;
  searched->data = data;
  searched->size = value->size;
}

static iotpf_session ReadSession(Replay* replay) {
  FILE* file = replay->cases;
  replay->value_count = 0;
  ReadBytes(file, replay->records, replay->record_count);
  ReadBytes(file, replay->rest, replay->field_count);
  for (uint64_t i = 0; i < replay->reading_count; ++i) {
    iotpf_slot* slot = &replay->slots[i];
    memset(slot, 0, sizeof(*slot));
    slot->presence = (uint8_t)ReadNumber(file);
    slot->open = (uint8_t)ReadNumber(file);
    slot->count = (uint32_t)ReadNumber(file);
    if (slot->count > 0) slot->values = replay->values + replay->value_count;
    for (uint32_t left = slot->count; left > 0; --left) ReadValue(replay);
  }
  const uint64_t shown_count = ReadNumber(file);
  if (shown_count > replay->reading_count) Fail("too many readings are shown");
  for (uint64_t i = 0; i < shown_count; ++i) {
    replay->shown[i] = (uint32_t)ReadNumber(file);
  }
  const iotpf_session session = {.slots = replay->slots,
                                 .records = replay->records,
                                 .rest = replay->rest,
                                 .shown = replay->shown,
                                 .shown_count = (uint32_t)shown_count};
  return session;
}

/* iotpf_host.search, from what is recorded. */
static uint32_t Search(void* context, uint32_t regex, const uint8_t* data,
                       uint64_t size) {
  const Replay* replay = context;
  for (uint64_t i = 0; i < replay->value_count; ++i) {
    const Searched* searched = &replay->searched[i];
    if (searched->data != data || searched->size != size) continue;
    if (regex / 8 >= replay->regex_bytes) break;
    return searched->matches[regex / 8] >> regex % 8 & 1u;
  }
  Fail("rules search with a regex, or in bytes, that nobody has");
  return 0;
}

/* The functions of a library, and what they write to. */
typedef struct Rules {
  const iotpf_ruleset* image;
  iotpf_advance_function advance;
  iotpf_claims_function write_claims;
  iotpf_scopes_function write_scopes;
  iotpf_open_function is_open;
  uint64_t* state;
  uint32_t hint; /* of is_open */
  iotpf_claim* claims;
  iotpf_scope* scopes;
} Rules;

static Rules LoadRules(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) Fail(dlerror());
  const iotpf_ruleset* image = dlsym(library, IOTPF_RULESET_SYMBOL);
  if (image == NULL || image->magic != IOTPF_RULESET_MAGIC ||
      image->advance == 0) {
    Fail("not a compiled ruleset");
  }
  const intptr_t start = (intptr_t)image;
  const Rules rules = {
      .image = image,
      .advance = (iotpf_advance_function)(start + image->advance),
      .write_claims = (iotpf_claims_function)(start + image->claims),
      .write_scopes = (iotpf_scopes_function)(start + image->scopes),
      .is_open = (iotpf_open_function)(start + image->is_open),
      .state = Allocate(image->state_words, sizeof(uint64_t)),
      .claims = Allocate(image->fingerprints.count, sizeof(iotpf_claim)),
      .scopes = Allocate(image->providers.count, sizeof(iotpf_scope))};
  return rules;
}

static void PrintAnswer(Rules* rules, uint64_t session, uint32_t stage) {
  printf("session %" PRIu64 " stage %u open %u claims", session, stage,
         rules->is_open(rules->state, &rules->hint));
  const uint32_t claims = rules->write_claims(rules->state, rules->claims);
  for (uint32_t i = 0; i < claims; ++i) {
    const iotpf_claim* claim = &rules->claims[i];
    printf(" %u:%u:%u", claim->fingerprint, claim->condition, claim->flags);
  }
  printf(" scopes");
  const uint32_t scopes = rules->write_scopes(rules->state, rules->scopes);
  for (uint32_t i = 0; i < scopes; ++i) {
    printf(" %u:%u", rules->scopes[i].provider, rules->scopes[i].truth);
  }
  printf(" holds ");
  for (uint32_t bit = 0; bit < rules->image->predicates.count; ++bit) {
    putchar('0' + (int)(rules->state[bit / 64] >> bit % 64 & 1));
  }
  putchar('\n');
}

int main(int argc, char** argv) {
  if (argc != 3) Fail("usage: replay CASES LIBRARY");
  Replay* replay = Allocate(1, sizeof(Replay));
  replay->cases = fopen(argv[1], "rb");
  if (replay->cases == NULL) Fail("cannot open the cases");
  Rules rules = LoadRules(argv[2]);

  const uint64_t sessions = ReadNumber(replay->cases);
  replay->reading_count = ReadNumber(replay->cases);
  replay->record_count = ReadNumber(replay->cases);
  replay->field_count = ReadNumber(replay->cases);
  replay->regex_bytes = ReadNumber(replay->cases);
  if (replay->reading_count != rules.image->readings.count ||
      replay->regex_bytes > kMaxRegexBytes) {
    Fail("the cases are for other rules");
  }
  replay->slots = Allocate(replay->reading_count, sizeof(iotpf_slot));
  replay->records = Allocate(replay->record_count, 1);
  replay->rest = Allocate(replay->field_count, 1);
  replay->shown = Allocate(replay->reading_count, sizeof(uint32_t));
  const iotpf_host host = {
      .size = sizeof(host), .context = replay, .search = Search};
  for (uint64_t i = 0; i < sessions; ++i) {
    const iotpf_session session = ReadSession(replay);
    for (uint32_t stage = 0; stage < 32; ++stage) {
      if (((rules.image->stages | 1u) >> stage & 1u) == 0) continue;
      rules.advance(&session, UINT32_C(1) << stage, rules.state, &host);
      PrintAnswer(&rules, i, stage);
    }
  }
  return fflush(stdout) == 0 ? 0 : 3;
}
