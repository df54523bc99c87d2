// GuardedPages: values that end, or begin, where memory cannot be read.
#ifndef IOTPF_TESTS_SUPPORT_GUARDED_PAGES_H_
#define IOTPF_TESTS_SUPPORT_GUARDED_PAGES_H_

#include <doctest/doctest.h>

#include <sys/mman.h>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace iotpf::tests {

// Bytes between two pages that cannot be read. A copy lasts until the next one;
// it has at most kBytes.
class GuardedPages {
 public:
  static constexpr size_t kBytes = 1 << 16;

  GuardedPages() {
    pages_ = static_cast<char*>(mmap(nullptr, 3 * kBytes, PROT_NONE,
                                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    REQUIRE(pages_ != MAP_FAILED);
    REQUIRE(mprotect(pages_ + kBytes, kBytes, PROT_READ | PROT_WRITE) == 0);
  }
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;
  ~GuardedPages() { munmap(pages_, 3 * kBytes); }

  // A copy whose first byte is the first that can be read.
  const char* AtStart(std::string_view bytes) {
    return Copy(pages_ + kBytes, bytes);
  }
  // A copy whose last byte is the last that can be read.
  const char* AtEnd(std::string_view bytes) {
    return Copy(pages_ + 2 * kBytes - bytes.size(), bytes);
  }

 private:
  static const char* Copy(char* place, std::string_view bytes) {
    if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
    return place;
  }

  char* pages_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_GUARDED_PAGES_H_
