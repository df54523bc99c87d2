// A ZIP archive in memory; the home of libzip.
#ifndef IOTPF_RUNTIME_PROXY_ZIP_ARCHIVE_H_
#define IOTPF_RUNTIME_PROXY_ZIP_ARCHIVE_H_

#include <iotpf/result.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Archives are hostile: entries may share their bytes, so that a small archive
// unpacks to any size. Who reads decides how much of an entry is wanted.
//
//   Cost     memory is the archive and its directory, of kMaxZipEntries.
//   Threads  one at a time.
//   Source   APPNOTE.TXT 6.3.10, PKWARE.
class ZipArchive {
 public:
  //   Errors  no archive, or one with too many entries.
  static Result<ZipArchive> Open(std::string bytes);
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  size_t size() const;
  // As stored; empty where it cannot be read.
  std::string_view NameOf(size_t entry) const;
  // The first bytes of an entry, at most `most`.
  //
  //   Errors  it is encrypted, damaged, or compressed in another way.
  Result<std::string> Read(size_t entry, size_t most);

 private:
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROXY_ZIP_ARCHIVE_H_
