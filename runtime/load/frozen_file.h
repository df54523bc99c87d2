// FrozenFile: the bytes of a file, which nobody can change any more.
#ifndef IOTPF_RUNTIME_LOAD_FROZEN_FILE_H_
#define IOTPF_RUNTIME_LOAD_FROZEN_FILE_H_

#include <iotpf/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// What to do where a file is no compiled ruleset.
inline constexpr std::string_view kHowToCompile =
    "compile rules with `iotpfc rules.fp -o rules.so`";

// What was checked must be what is run, whatever happens to the file in
// between or later: a compiler that writes over it, a cache that removes it.
class FrozenFile {
 public:
  // Copies a regular file of at most `max_bytes` into memory, once.
  //
  //   Errors  one line without the path: what the system says; no regular file;
  //           too large.
  //   Cost    some 0.4 ms a megabyte.
  static Result<FrozenFile> Copy(const std::string& path, uint64_t max_bytes);

  FrozenFile(FrozenFile&& other) noexcept;
  FrozenFile& operator=(FrozenFile&&) = delete;
  ~FrozenFile();

  // The bytes; they live as long as this object, also when it is moved.
  std::string_view bytes() const { return bytes_; }

  // A name that dlopen() can open and that no other file has while this object
  // lives.
  std::string name() const;

 private:
  FrozenFile(int file, std::string_view bytes) : file_(file), bytes_(bytes) {}

  int file_;  // -1: moved from
  std::string_view bytes_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_LOAD_FROZEN_FILE_H_
