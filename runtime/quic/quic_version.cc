// Versions differ in a salt and in a word of their labels, so that boxes on the
// way learn to expect more than one. Drafts that still travel have rows too;
// what nobody published cannot be opened.
#include "runtime/quic/quic_version.h"

#include <array>

namespace iotpf::runtime {
namespace {

struct Salt {
  uint32_t first;  // versions, both included
  uint32_t last;
  std::string_view bytes;
};

constexpr std::string_view kSalt1(
    "\x38\x76\x2c\xf7\xf5\x59\x34\xb3\x4d\x17\x9a\xe6\xa4\xc8\x0c\xad"
    "\xcc\xbb\x7f\x0a",
    20);
constexpr std::string_view kSalt2(
    "\x0d\xed\xe3\xde\xf7\x00\xa6\xdb\x81\x93\x81\xbe\x6e\x26\x9d\xcb"
    "\xf9\xbd\x2e\xd9",
    20);
constexpr std::string_view kSalt2Draft(
    "\xa7\x07\xc2\x03\xa5\x9b\x47\x18\x4a\x1d\x62\xca\x57\x04\x06\xea"
    "\x7a\xe3\xe5\xd3",
    20);
constexpr std::string_view kSaltDraft23(
    "\xc3\xee\xf7\x12\xc7\x2e\xbb\x5a\x11\xa7\xd2\x43\x2b\xb4\x63\x65"
    "\xbe\xf9\xf5\x02",
    20);
constexpr std::string_view kSaltDraft29(
    "\xaf\xbf\xec\x28\x99\x93\xd2\x4c\x9e\x97\x86\xf1\x9c\x61\x11\xe0"
    "\x43\x90\xa8\x99",
    20);

constexpr auto kSalts = std::to_array<Salt>({
    {1, 1, kSalt1},
    {0x6b3343cf, 0x6b3343cf, kSalt2},
    {0x709a50c4, 0x709a50c4, kSalt2Draft},
    {0xff000017, 0xff00001c, kSaltDraft23},  // drafts 23 to 28
    {0xfaceb002, 0xfaceb002, kSaltDraft23},  // mvfst, draft 27
    {0xff00001d, 0xff000020, kSaltDraft29},  // drafts 29 to 32
    {0xff000021, 0xff000022, kSalt1},        // drafts 33 and 34
});

}  // namespace

std::string_view QuicSalt(uint32_t version) {
  // Versions that nobody speaks, to be refused: RFC 9000, 15. Their packets are
  // protected as those of the draft that was common when they were sent.
  constexpr uint32_t kDraft29 = 0xff00001d;
  if ((version & 0x0f0f0f0f) == 0x0a0a0a0a) version = kDraft29;
  for (const Salt& salt : kSalts) {
    if (version >= salt.first && version <= salt.last) return salt.bytes;
  }
  return {};
}

}  // namespace iotpf::runtime
