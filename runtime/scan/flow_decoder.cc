// A record is absent where the flow cannot hold it, and that is known only of
// flows that are identified from their first byte. All else that was not
// decoded stays unobserved, which counts neither for nor against.
#include "runtime/scan/flow_decoder.h"

namespace iotpf::runtime {

namespace {

void AddNeed(Field field, TlsNeeds& needs) {
  switch (field) {
    case Field::TlsJa3:
      needs.ja3 = true;
      break;
    case Field::TlsJa4:
      needs.ja4 = true;
      break;
    case Field::TlsCipher:
      needs.cipher = true;
      break;
    case Field::TlsCertSubject:
    case Field::TlsCertIssuer:
    case Field::TlsCertSan:
      needs.certificate = true;
      break;
    default:
      break;
  }
}

}  // namespace

NeededRecords NeededBy(const RulesetView& ruleset) {
  NeededRecords needed;
  for (const iotpf_reading& reading : ruleset.readings()) {
    const Record record = kFields[reading.field].record;
    if (record == Record::Payload) needed.payload = true;
    if (record == Record::Dns) needed.dns = true;
    if (record == Record::Mqtt) needed.mqtt = true;
    if (record == Record::Coap) needed.coap = true;
    if (record == Record::Mdns) needed.mdns = true;
    if (record == Record::Ssdp) needed.ssdp = true;
    if (record == Record::Dhcp) needed.dhcp = true;
    AddNeed(static_cast<Field>(reading.field), needed.tls);
  }
  return needed;
}

void FlowDecoder::WriteCarrier(Session& session, Viewer viewer) const {
  WritePayload(session);
  WriteTls(session, viewer != Viewer::Exchange);
  if (protocol() == Protocol::Unknown) return;
  session.AddBytes(Field::FlowProtocol, NameOf(protocol()));
  if (!is_seen_from_start()) return;
  for (size_t i = 0; i < kRecordCount; ++i) {
    const Record record = static_cast<Record>(i);
    const bool is_there =
        viewer == Viewer::ExchangeInInnerTls && record == Record::Tls;
    const bool with_tunnels = viewer == Viewer::Flow;
    if (is_there || MayHoldRecord(record, with_tunnels)) continue;
    session.SetAbsent(record);
  }
}

}  // namespace iotpf::runtime
