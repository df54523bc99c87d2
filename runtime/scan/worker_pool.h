// Threads that share the items of one task at a time.
#ifndef IOTPF_RUNTIME_SCAN_WORKER_POOL_H_
#define IOTPF_RUNTIME_SCAN_WORKER_POOL_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace iotpf::runtime {

// `workers` threads, the caller's among them: it works while it waits. With one
// worker everything runs in Finish(), on the caller's thread.
//
//   Threads  Start() and Finish() by one thread, in turns.
class WorkerPool {
 public:
  // Called as task(worker, item), with worker below workers().
  using Task = std::function<void(size_t worker, size_t item)>;

  //   Errors   threads that cannot be started are done without.
  explicit WorkerPool(size_t workers);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  size_t workers() const { return threads_.size() + 1; }

  // Begins to run `task` on the items 0 to `items` - 1.
  void Start(size_t items, Task task);
  // Helps, and returns when all items are done; what tasks wrote is visible.
  void Finish();

 private:
  void Run(size_t worker);
  void TakeItems(size_t worker);

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable started_;
  std::condition_variable finished_;
  Task task_;
  size_t items_ = 0;
  std::atomic<size_t> next_ = 0;  // the next item to take
  uint64_t round_ = 0;            // counts Start()
  size_t busy_ = 0;               // threads that have not finished the round
  bool stop_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_WORKER_POOL_H_
