// The decompressors, one a library. Internal to this folder.
#ifndef IOTPF_RUNTIME_COMPRESS_FORMATS_H_
#define IOTPF_RUNTIME_COMPRESS_FORMATS_H_

#include <cstdint>
#include <memory>

#include "runtime/compress/decompressor.h"

namespace iotpf::runtime {

// Gzip, Zlib and RawDeflate.
std::unique_ptr<Decompressor> NewZlibDecompressor(Compression compression);
std::unique_ptr<Decompressor> NewZstdDecompressor(uint64_t max_window_bytes);
std::unique_ptr<Decompressor> NewBrotliDecompressor(uint64_t max_window_bytes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_COMPRESS_FORMATS_H_
