// The stream that another protocol carries.
#ifndef IOTPF_RUNTIME_SCAN_CARRIED_STREAM_H_
#define IOTPF_RUNTIME_SCAN_CARRIED_STREAM_H_

#include "runtime/protocols/stream_decoder.h"
#include "runtime/scan/flow_decoder.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

class StreamRecords;

// Hands the stream to what identifies and decodes it, from its first byte on.
// Until there is one, it costs nothing.
class CarriedStream final : public StreamDecoder {
 public:
  // `depth`: how many streams carry this one, at least 1.
  CarriedStream(ShardContext& shard, uint16_t server_port, int depth);
  ~CarriedStream() override;

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteCarrier(Session& session) const override;
  void WriteTunnelled(Session& session) const override;
  void Write(Session& session) const override;

  // No more bytes: decides with those there are.
  void Finish();
  // Null: nothing was carried so far.
  const StreamRecords* records() const { return records_.get(); }

 private:
  void Begin();

  ShardContext& shard_;
  const uint16_t server_port_;
  const int depth_;
  std::unique_ptr<StreamRecords> records_;
  std::array<std::optional<bool>, 2> ends_;  // clean; before there was a byte
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_CARRIED_STREAM_H_
