// Compressed bytes to what they were, as a stream.
#ifndef IOTPF_RUNTIME_COMPRESS_DECOMPRESSOR_H_
#define IOTPF_RUNTIME_COMPRESS_DECOMPRESSOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

enum class Compression : uint8_t {
  Gzip,        // RFC 1952; members follow each other
  Zlib,        // RFC 1950
  RawDeflate,  // RFC 1951
  Zstd,        // RFC 8878; frames follow each other
  Brotli,      // RFC 7932; no magic number, so no file is known by it
};

// Undoes one compressed stream. It holds a window of what it wrote and a piece
// of its input, never the whole of either, so its memory does not depend on
// what the stream unpacks to.
//
//   Threads  one at a time.
class Decompressor {
 public:
  enum class State : uint8_t {
    NeedsInput,  // all input was used and all output of it is out
    HasOutput,   // `room` is full; call again, with the rest of the input
    Ended,       // the stream is whole. Input behind it begins the next member
                 // where the format has members, and is Malformed where not
    Malformed,   // for good; what was written before stands
  };
  struct Step {
    size_t used = 0;     // bytes of the input
    size_t written = 0;  // bytes of the output
    State state = State::NeedsInput;
  };

  virtual ~Decompressor() = default;
  // Writes at most `room` bytes to `output`. `Ended` may be followed by input
  // that is left: call again with it.
  //
  //   Requires  room > 0.
  virtual Step Run(std::string_view input, char* output, size_t room) = 0;
};

// A decompressor before its first byte; null where memory is short.
//
//   Input  `max_window_bytes`: a stream that needs a larger window of what it
//          wrote is malformed. Deflate has 32 KiB whatever is asked for.
std::unique_ptr<Decompressor> NewDecompressor(Compression compression,
                                              uint64_t max_window_bytes);

// Of a file that begins so; nothing where it is not compressed, or in a way
// that is not undone here.
//
//   Input    the first kCompressionMagicBytes, or all there are.
//   Source   RFC 1952, 2.3.1; RFC 8878, 3.1.1 and 3.1.2.
inline constexpr size_t kCompressionMagicBytes = 4;
std::optional<Compression> CompressionOf(std::string_view first_bytes);

// The program that unpacks a file which begins so and is not unpacked here:
// `xz`, `bzip2`, `lz4`. Empty: no compression that is known.
std::string_view UnpackerOf(std::string_view first_bytes);

// `gzip`, `zstd`: for messages.
std::string_view NameOf(Compression compression);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_COMPRESS_DECOMPRESSOR_H_
