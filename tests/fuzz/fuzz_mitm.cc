// Reads the flows of a file of mitmproxy, each to its fields.

#include "runtime/proxy/mitm_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

using namespace iotpf::runtime;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  IsMitm(bytes);
  MitmFile file(InputFile::FromBytes("fuzz", bytes));
  // Each call takes one flow, of at least three bytes, or ends the file.
  for (size_t calls = 0;; ++calls) {
    if (calls > size / 3 + 2) abort();
    iotpf::Session session;
    const auto has_session = file.Next(session);
    if (has_session && !*has_session) return 0;
  }
}
