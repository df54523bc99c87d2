// Sessions of a Fiddler archive.
#ifndef IOTPF_RUNTIME_PROXY_SAZ_FILE_H_
#define IOTPF_RUNTIME_PROXY_SAZ_FILE_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/capture/input_file.h"
#include "runtime/protocols/decode_counters.h"
#include "runtime/proxy/zip_archive.h"

namespace iotpf::runtime {

// Whether an input begins like an archive of Fiddler: one whose first entries
// are those of its sessions.
bool IsSaz(std::string_view beginning);

// Reads an archive into memory and gives its sessions by their number, an
// exchange each. README.md says what stands in them.
//
//   Errors   Open: the input cannot be read whole, is larger than
//            kSazFileBytes, or no archive. Next: a session cannot be read; call
//            again for those after it.
//   Threads  one at a time.
//   Source   https://docs.telerik.com/fiddler/knowledge-base/saz-format
class SazFile {
 public:
  static Result<SazFile> Open(InputFile input, DecodeCounters& counters);

  // Replaces `session` by the next one; false after the last. The session
  // keeps its own bytes.
  Result<bool> Next(Session& session);

 private:
  static constexpr size_t kNone = SIZE_MAX;
  // Entries of one session.
  struct Parts {
    size_t request = kNone;   // raw/N_c.txt
    size_t response = kNone;  // raw/N_s.txt
    size_t about = kNone;     // raw/N_m.xml
  };
  struct Numbered {
    uint64_t number;
    Parts parts;
  };

  SazFile(std::string name, ZipArchive archive, size_t size,
          DecodeCounters& counters);
  void FindSessions();
  Result<std::string> ReadPart(size_t entry, size_t most);

  std::string name_;
  ZipArchive archive_;
  DecodeCounters* counters_;
  std::vector<Numbered> sessions_;  // by number
  size_t next_ = 0;
  uint64_t budget_;  // bytes that may still be unpacked
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROXY_SAZ_FILE_H_
