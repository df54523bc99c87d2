// The DHCP messages of one flow.
//
// A client says what it is in each message anew, most of it in the first. All
// clients without an address send from 0.0.0.0 to everybody, so their messages
// come in one flow; its session has one client, whose hardware address is that
// of its first packet, and what others say of themselves would be taken for its
// own.

#include "runtime/protocols/dhcp_flow.h"

#include "runtime/limits.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {

void DhcpFlow::OnDatagram(Sender, std::string_view bytes, bool is_cut,
                          const ByteOrigin&) {
  std::optional<DhcpMessage> message = parse_(bytes);
  const bool is_whole = message && message->is_whole && !is_cut;
  if (!is_whole) is_open_ = true;
  if (!is_whole && !is_cut) ++counters_.dhcp_malformed_messages;
  if (!message) return;
  has_message_ = true;
  if (message->from_client) Add(*std::move(message));
}

void DhcpFlow::Add(DhcpMessage message) {
  if (client_ && client_->client != message.client) {
    ++counters_.dhcp_other_clients;
    return;
  }
  if (!client_) client_.emplace().client = message.client;
  if (!client_->vendor_class) {
    client_->vendor_class = std::move(message.vendor_class);
  }
  if (!client_->hostname) client_->hostname = std::move(message.hostname);
  for (const uint16_t code : message.params) AddParam(code);
}

void DhcpFlow::AddParam(uint16_t code) {
  std::vector<uint16_t>& params = client_->params;
  if (std::find(params.begin(), params.end(), code) != params.end()) return;
  if (params.size() >= kMaxDhcpParams) {
    ++counters_.dhcp_dropped_params;
    is_open_ = true;
    return;
  }
  params.push_back(code);
}

void DhcpFlow::OnEnd(bool complete) {
  if (!complete) is_open_ = true;
}

void DhcpFlow::WriteText(Field field, const std::optional<std::string>& value,
                         Session& session) const {
  if (value) {
    session.AddBytes(field, *value);
  } else if (!is_open_) {
    session.SetAbsent(field);
  }
}

void DhcpFlow::Write(Session& session) const {
  if (!has_message_) return;
  session.SetPresent(Record::Dhcp);
  if (!client_) return;  // what the client says is in another flow
  WriteText(Field::DhcpVendorClass, client_->vendor_class, session);
  WriteText(Field::DhcpHostname, client_->hostname, session);
  for (const uint16_t code : client_->params) {
    session.AddNumber(Field::DhcpParams, code);
  }
  if (client_->params.empty()) {
    if (!is_open_) session.SetAbsent(Field::DhcpParams);
  } else if (is_open_) {
    session.SetOpen(Field::DhcpParams);
  }
}

}  // namespace iotpf::runtime
