// Filters of what an interface sees.
#ifndef IOTPF_LIVE_FILTER_H_
#define IOTPF_LIVE_FILTER_H_

#include <iotpf/result.h>

#include <string>

namespace iotpf {

// Whether Scanner::ScanInterface() can take the filter, for some kind of
// interface.
//
//   Input    `filter` in the language of pcap-filter(7).
//   Errors   why it is none for Ethernet.
Result<void> CheckLiveFilter(const std::string& filter);

}  // namespace iotpf

#endif  // IOTPF_LIVE_FILTER_H_
