// One round at a time: a counter hands out the items, a condition variable
// begins and ends the round. Rounds take milliseconds, so nothing finer is
// worth its weight.
#include "runtime/scan/worker_pool.h"

#include <system_error>
#include <utility>

namespace iotpf::runtime {

WorkerPool::WorkerPool(size_t workers) {
  for (size_t worker = 1; worker < workers; ++worker) {
    try {
      threads_.emplace_back([this, worker] { Run(worker); });
    } catch (const std::system_error&) {
      return;
    }
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  started_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Start(size_t items, Task task) {
  {
    const std::lock_guard lock(mutex_);
    task_ = std::move(task);
    items_ = items;
    next_ = 0;
    busy_ = threads_.size();
    ++round_;
  }
  started_.notify_all();
}

void WorkerPool::Finish() {
  TakeItems(0);
  std::unique_lock lock(mutex_);
  finished_.wait(lock, [this] { return busy_ == 0; });
}

void WorkerPool::Run(size_t worker) {
  uint64_t seen = 0;
  std::unique_lock lock(mutex_);
  while (true) {
    started_.wait(lock, [&] { return stop_ || round_ != seen; });
    if (stop_) return;
    seen = round_;
    lock.unlock();
    TakeItems(worker);
    lock.lock();
    if (--busy_ == 0) finished_.notify_one();
  }
}

void WorkerPool::TakeItems(size_t worker) {
  for (size_t item = next_++; item < items_; item = next_++) {
    task_(worker, item);
  }
}

}  // namespace iotpf::runtime
