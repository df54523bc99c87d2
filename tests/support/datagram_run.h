// Feeds a decoder of datagrams and says what came out.
#ifndef IOTPF_TESTS_SUPPORT_DATAGRAM_RUN_H_
#define IOTPF_TESTS_SUPPORT_DATAGRAM_RUN_H_

#include "runtime/protocols/datagram_decoder.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_session.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

struct Datagrams {
  std::vector<std::string> sent;
  bool last_is_cut = false;  // by the capture
  bool complete = true;      // the flow fell silent
};

// The fields of the flow's session, `; ` between them, then the counters that
// are not zero.
inline std::string RunDatagrams(runtime::DatagramDecoder& decoder,
                                const runtime::DecodeCounters& counters,
                                const Datagrams& datagrams,
                                std::initializer_list<Field> fields) {
  for (size_t i = 0; i < datagrams.sent.size(); ++i) {
    const bool is_last = i + 1 == datagrams.sent.size();
    decoder.OnDatagram(
        i % 2 == 0 ? runtime::Sender::Client : runtime::Sender::Server,
        datagrams.sent[i], is_last && datagrams.last_is_cut, {});
  }
  decoder.OnEnd(datagrams.complete);
  Session session;
  decoder.Write(session);
  std::string text;
  for (const Field field : fields) {
    if (!text.empty()) text += "; ";
    text += Describe(session, field);
  }
  return text + Describe(counters, "; ", "");
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DATAGRAM_RUN_H_
