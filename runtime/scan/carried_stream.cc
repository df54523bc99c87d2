// Most streams that could carry another one do not show it: their secrets are
// not known. So the decoder of the inner stream is made with its first byte,
// and is told then of what ended before.
#include "runtime/scan/carried_stream.h"

#include "runtime/scan/stream_records.h"

namespace iotpf::runtime {

CarriedStream::CarriedStream(ShardContext& shard, uint16_t server_port,
                             int depth)
    : shard_(shard), server_port_(server_port), depth_(depth) {}
CarriedStream::~CarriedStream() = default;

void CarriedStream::Begin() {
  if (records_ != nullptr) return;
  records_ = std::make_unique<StreamRecords>(shard_, server_port_, depth_);
  for (const Sender sender : {Sender::Client, Sender::Server}) {
    const std::optional<bool> end = ends_[IndexOf(sender)];
    if (end) records_->OnEnd(sender, *end);
  }
}

void CarriedStream::OnBytes(Sender sender, std::string_view bytes,
                            const ByteOrigin& origin) {
  Begin();
  records_->OnBytes(sender, bytes, origin);
}

void CarriedStream::OnGap(Sender sender, uint64_t size) {
  Begin();
  records_->OnGap(sender, size);
}

void CarriedStream::OnEnd(Sender sender, bool clean) {
  if (records_ != nullptr) return records_->OnEnd(sender, clean);
  ends_[IndexOf(sender)] = clean;
}

void CarriedStream::Finish() {
  if (records_ != nullptr) records_->Finish();
}

std::vector<HttpExchange> CarriedStream::TakeExchanges() {
  return records_ == nullptr ? std::vector<HttpExchange>{}
                             : records_->TakeExchanges();
}

void CarriedStream::WriteCarrier(Session& session) const {
  if (records_ != nullptr) records_->WriteCarrier(session);
}

void CarriedStream::WriteTunnelled(Session& session) const {
  if (records_ != nullptr) records_->WriteTunnelled(session);
}

void CarriedStream::Write(Session& session) const {
  if (records_ != nullptr) records_->Write(session);
}

}  // namespace iotpf::runtime
