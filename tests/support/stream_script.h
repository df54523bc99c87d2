// Feeds stream decoders the same streams in many cuts.
#ifndef IOTPF_TESTS_SUPPORT_STREAM_SCRIPT_H_
#define IOTPF_TESTS_SUPPORT_STREAM_SCRIPT_H_

#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/stream_pieces.h"

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// What one direction shows: bytes, gaps, an end.
using StreamSteps = std::vector<runtime::StreamPiece>;

runtime::StreamPiece Bytes(std::string_view bytes);
runtime::StreamPiece Gap(uint64_t size);
runtime::StreamPiece Fin();
runtime::StreamPiece Cut();

struct StreamScript {
  StreamSteps client;
  StreamSteps server;
};

// Runs one script on a decoder of its own and describes what came out.
using Feed = std::function<void(runtime::StreamDecoder& decoder)>;
using Run = std::function<std::string(const Feed& feed)>;

// Gives a decoder what it is fed with, and takes what it has after each piece,
// as a scan does after each packet.
class TakingDecoder final : public runtime::StreamDecoder {
 public:
  explicit TakingDecoder(runtime::StreamDecoder& decoder) : decoder_(decoder) {}

  void OnBytes(runtime::Sender sender, std::string_view bytes,
               const runtime::ByteOrigin& origin) override;
  void OnGap(runtime::Sender sender, uint64_t size) override;
  void OnEnd(runtime::Sender sender, bool clean) override;
  // All of them so far.
  const std::vector<runtime::HttpExchange>& taken() const { return taken_; }

 private:
  void Take();

  runtime::StreamDecoder& decoder_;
  std::vector<runtime::HttpExchange> taken_;
};

// Runs the script uncut, client first, and returns what came out. Then runs it
// server first, cut in two at each place, byte by byte, and cut and interleaved
// at random; each run must come out the same (a doctest CHECK).
std::string RunInAllCuts(const StreamScript& script, const Run& run);

// Runs mutants of the script (bytes changed, removed, doubled, swapped; gaps
// added) in random cuts: nothing may crash, and a mutant must come out the same
// when cut. `count` mutants from a fixed seed.
void RunMutants(const StreamScript& script, const Run& run, int count);

// A script and what must come out.
struct StreamCase {
  std::string what;
  StreamScript script;
  std::string expected;
};

// The same for each case of a table.
void CheckInAllCuts(const std::vector<StreamCase>& cases, const Run& run);
void RunMutants(const std::vector<StreamCase>& cases, const Run& run,
                int count);

// Bytes with one to four places changed.
std::string Mutate(std::string bytes, std::mt19937& random);

// A number in the bytes of network order.
std::string BigEndian(uint64_t value, int size);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_STREAM_SCRIPT_H_
