// BitsOf: how rare a byte is in the text that rules look at.
#ifndef IOTPF_COMPILER_AUTOMATA_BYTE_RARITY_H_
#define IOTPF_COMPILER_AUTOMATA_BYTE_RARITY_H_

#include <cstdint>

namespace iotpf::automata {

// A byte of HTTP or JSON text is this one with a chance of one in 2^bits.
double BitsOf(uint8_t byte);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_BYTE_RARITY_H_
