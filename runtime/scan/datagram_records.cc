// Datagrams have no order to restore. What a flow is shows in its first ones;
// a damaged one, or one that only keeps a port open, leaves it to the next. A
// protocol that carries datagrams for another hands them to an object of this
// kind in turn.
#include "runtime/scan/datagram_records.h"

#include "runtime/limits.h"
#include "runtime/protocols/coap_flow.h"
#include "runtime/protocols/dhcp_flow.h"
#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/identify.h"
#include "runtime/protocols/mdns.h"
#include "runtime/protocols/ssdp.h"
#include "runtime/quic/quic_flow.h"
#include "runtime/tls/dtls_flow.h"

#include <utility>

namespace iotpf::runtime {

// ---- datagrams in

void DatagramRecords::OnDatagram(Sender sender, std::string_view bytes,
                                 bool is_cut, const ByteOrigin& origin) {
  Identify(bytes);
  if (decoder_) decoder_->OnDatagram(sender, bytes, is_cut, origin);
}

void DatagramRecords::OnLost() {
  if (decoder_) return decoder_->OnLost();
  if (protocol_ == Protocol::Unknown) ++unidentified_;
}

void DatagramRecords::OnEnd(bool complete) {
  if (decoder_) decoder_->OnEnd(complete);
  if (carried_) carried_->OnEnd(complete);
}

void DatagramRecords::Identify(std::string_view bytes) {
  if (protocol_ != Protocol::Unknown || bytes.empty()) return;
  if (unidentified_ >= kPayloadDatagrams) return;
  protocol_ = IdentifyUdp(bytes, ports_.client, ports_.server);
  if (protocol_ == Protocol::Unknown) {
    ++unidentified_;
    return;
  }
  decoder_ = MakeDecoder();
  if (decoder_ && unidentified_ > 0) decoder_->OnLost();
}

std::unique_ptr<DatagramDecoder> DatagramRecords::MakeDecoder() {
  const NeededRecords& needed = shard_.needed;
  DecodeCounters& counters = shard_.decode;
  switch (protocol_) {
    case Protocol::Dns:
      if (needed.dns) return std::make_unique<DnsFlow>(counters);
      return nullptr;
    case Protocol::Mdns:
      if (needed.mdns) return std::make_unique<MdnsFlow>(counters);
      return nullptr;
    case Protocol::Ssdp:
      if (needed.ssdp) return std::make_unique<SsdpFlow>(counters);
      return nullptr;
    case Protocol::Dhcp:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcp);
      return nullptr;
    case Protocol::Dhcpv6:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcpv6);
      return nullptr;
    case Protocol::Coap:
      if (needed.coap) return std::make_unique<CoapFlow>(counters);
      return nullptr;
    case Protocol::Dtls:
      return MakeDtls();
    case Protocol::Quic: {
      auto quic = std::make_unique<QuicFlow>(needed.tls, counters);
      if (shard_.secrets() != nullptr) quic->Decrypt(*shard_.secrets());
      return quic;
    }
    default:
      return nullptr;
  }
}

std::unique_ptr<DatagramDecoder> DatagramRecords::MakeDtls() {
  auto dtls = std::make_unique<DtlsFlow>(shard_.needed.tls, shard_.decode);
  if (shard_.secrets() != nullptr && depth_ < kMaxCarriedStreams) {
    carried_ = std::make_unique<DatagramRecords>(shard_, ports_, depth_ + 1);
    dtls->Decrypt(shard_.tls, *carried_);
  }
  return dtls;
}

// ---- records out

bool DatagramRecords::MayHoldRecord(Record record) const {
  if (!MayHold(protocol_, record)) return false;
  // What carries other datagrams holds nothing but itself.
  const bool is_told = carried_ != nullptr && carried_->is_seen_from_start() &&
                       carried_->protocol() != Protocol::Unknown;
  return !is_told || record == Record::Tls || carried_->MayHoldRecord(record);
}

std::vector<HttpExchange> DatagramRecords::TakeExchanges() {
  if (decoder_ == nullptr) return {};
  return decoder_->TakeExchanges();
}

void DatagramRecords::WriteCarrier(Session& session) const {
  if (decoder_) decoder_->WriteCarrier(session);
}

bool DatagramRecords::is_carrier_settled() const {
  return decoder_ != nullptr && decoder_->is_carrier_settled();
}

bool DatagramRecords::is_settled() const {
  if (decoder_ != nullptr) return decoder_->is_settled();
  return protocol_ != Protocol::Unknown || unidentified_ >= kPayloadDatagrams;
}

void DatagramRecords::Release() {
  decoder_.reset();
  carried_.reset();
}

void DatagramRecords::Write(Session& session) const {
  if (decoder_) decoder_->Write(session);
  if (carried_) carried_->Write(session);
}

}  // namespace iotpf::runtime
