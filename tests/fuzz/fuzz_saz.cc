// Reads the sessions of an archive of Fiddler, each to its fields.

#include "runtime/proxy/saz_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

using namespace iotpf::runtime;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DecodeCounters counters;
  auto saz = SazFile::Open(
      InputFile::FromBytes(
          "fuzz", std::string(reinterpret_cast<const char*>(data), size)),
      counters);
  if (!saz) return 0;
  // Each call takes one session or ends the archive, and an entry has at least
  // 46 bytes in its directory.
  for (size_t calls = 0;; ++calls) {
    if (calls > size / 46 + 1) abort();
    iotpf::Session session;
    const auto has_session = saz->Next(session);
    if (has_session && !*has_session) return 0;
  }
}
