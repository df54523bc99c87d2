// A bound on the bytes that many flows hold together.
#ifndef IOTPF_RUNTIME_PROTOCOLS_MEMORY_BUDGET_H_
#define IOTPF_RUNTIME_PROTOCOLS_MEMORY_BUDGET_H_

#include <cstddef>

namespace iotpf::runtime {

// What all flows of one shard may hold.
struct MemoryBudget {
  size_t limit = 0;
  size_t used = 0;
};

// What one holder has of a budget; given back at its end.
class MemoryCharge {
 public:
  explicit MemoryCharge(MemoryBudget& budget) : budget_(&budget) {}
  // Null: of no budget; everything fits.
  explicit MemoryCharge(MemoryBudget* budget) : budget_(budget) {}
  ~MemoryCharge() { Release(); }
  MemoryCharge(const MemoryCharge&) = delete;
  MemoryCharge& operator=(const MemoryCharge&) = delete;

  // Takes `bytes` more. False, and nothing taken, where they do not fit.
  bool Add(size_t bytes) {
    if (budget_ == nullptr) return true;
    if (bytes > budget_->limit - budget_->used) return false;
    budget_->used += bytes;
    bytes_ += bytes;
    return true;
  }
  // Gives some of what it has back.
  void Give(size_t bytes) {
    if (budget_ == nullptr) return;
    budget_->used -= bytes;
    bytes_ -= bytes;
  }
  // Has `bytes` from now on. False, and nothing changed, where they do not fit.
  bool Set(size_t bytes) {
    if (bytes > bytes_) return Add(bytes - bytes_);
    Give(bytes_ - bytes);
    return true;
  }
  // Gives all of it back.
  void Release() { Set(0); }
  size_t bytes() const { return bytes_; }

 private:
  MemoryBudget* budget_;
  size_t bytes_ = 0;  // 0 where there is no budget
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_MEMORY_BUDGET_H_
