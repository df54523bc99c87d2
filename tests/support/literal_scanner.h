// A scan for literals, compiled alone and loaded.
#ifndef IOTPF_TESTS_SUPPORT_LITERAL_SCANNER_H_
#define IOTPF_TESTS_SUPPORT_LITERAL_SCANNER_H_

#include "compiler/codegen/literal_plan.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace iotpf::tests {

// What the compiled scan is given as its context.
struct FoundLiterals {
  void (*found)(FoundLiterals* self, uint32_t literal, uint64_t at);
};

// CPUs of this machine's architecture that it runs: with vectors and without.
std::vector<std::string> ScannerCpus();

class LiteralScanner {
 public:
  //   Requires  LLVM knows `cpu`, a CPU of this machine's architecture.
  LiteralScanner(std::span<const codegen::ScanLiteral> literals,
                 const std::string& cpu, int optimization_level = 2);

  void Scan(const char* data, size_t size, FoundLiterals* context) const {
    scan_(data, size, context);
  }
  size_t library_bytes() const { return library_bytes_; }

 private:
  struct Unload {
    void operator()(void* library) const;
  };
  std::unique_ptr<void, Unload> library_;
  size_t library_bytes_ = 0;
  void (*scan_)(const char* data, uint64_t size, void* context) = nullptr;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_LITERAL_SCANNER_H_
