// The kernel keeps packets in a ring that libpcap reads without waiting; while
// there are none, poll() waits for a moment at a time, so that whoever reads
// can look at other things. What the ring could not take the kernel counts.
//
// Each packet is written with a header of the pcap format in nanoseconds, in
// the byte order of this machine, which the reader knows by the magic.
//
// Source: pcap(3PCAP); draft-ietf-opsawg-pcap.
#include "runtime/capture/live_source.h"

#include <iotpf/live_filter.h>

#include <fmt/format.h>
#include <pcap.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

struct PcapCloser {
  void operator()(pcap_t* pcap) const { pcap_close(pcap); }
};
using PcapHandle = std::unique_ptr<pcap_t, PcapCloser>;

// How long packets may stay in the ring, and a wait for them may take.
constexpr int kTurnMilliseconds = 100;

void AppendNumber(uint32_t number, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

std::string FileHeader(pcap_t* pcap) {
  constexpr uint32_t kNanoseconds = 0xa1b23c4d;
  constexpr uint16_t kVersion[2] = {2, 4};
  std::string header;
  AppendNumber(kNanoseconds, header);
  header.append(reinterpret_cast<const char*>(kVersion), sizeof(kVersion));
  AppendNumber(0, header);  // time zone
  AppendNumber(0, header);  // accuracy
  AppendNumber(kLiveSnapBytes, header);
  AppendNumber(static_cast<uint32_t>(pcap_datalink(pcap)), header);
  return header;
}

class LiveSource : public ByteSource {
 public:
  LiveSource(std::string interface, PcapHandle pcap, const StopFlag* stop)
      : interface_(std::move(interface)),
        pcap_(std::move(pcap)),
        stop_(stop),
        record_(FileHeader(pcap_.get())) {}

  size_t Read(char* into, size_t room) override {
    is_waiting_ = false;
    size_t written = TakeRecord(into, room);
    while (written < room && NextRecord()) {
      written += TakeRecord(into + written, room - written);
    }
    if (written == 0 && !error_ && !was_stopped_) Wait();
    consumed_ += written;
    return written;
  }
  uint64_t consumed() const override { return consumed_; }
  const std::optional<Error>& error() const override { return error_; }
  bool was_stopped() const override { return was_stopped_; }
  bool is_waiting() const override { return is_waiting_; }
  LiveDrops drops() const override {
    pcap_stat counted{};
    if (pcap_stats(pcap_.get(), &counted) != 0) return {};
    return {counted.ps_recv, counted.ps_drop, counted.ps_ifdrop};
  }

 private:
  size_t TakeRecord(char* into, size_t room) {
    const size_t size = record_.copy(into, room, at_);
    at_ += size;
    return size;
  }

  // Puts the next packet into `record_`, if there is one now.
  bool NextRecord() {
    if (error_ || at_ < record_.size()) return false;
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
      was_stopped_ = true;
      return false;
    }
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    const int status = pcap_next_ex(pcap_.get(), &header, &bytes);
    if (status < 0) {
      error_ = Error{fmt::format("{}: the capture ends: {}", interface_,
                                 pcap_geterr(pcap_.get()))};
    }
    if (status != 1) return false;
    record_.clear();
    at_ = 0;
    AppendNumber(static_cast<uint32_t>(header->ts.tv_sec), record_);
    AppendNumber(static_cast<uint32_t>(header->ts.tv_usec), record_);
    AppendNumber(header->caplen, record_);
    AppendNumber(header->len, record_);
    record_.append(reinterpret_cast<const char*>(bytes), header->caplen);
    return true;
  }

  void Wait() {
    pollfd waited{pcap_get_selectable_fd(pcap_.get()), POLLIN, 0};
    ::poll(&waited, 1, kTurnMilliseconds);
    is_waiting_ = true;
  }

  std::string interface_;
  PcapHandle pcap_;
  const StopFlag* stop_;
  std::string record_;  // being written from `at_` on
  size_t at_ = 0;
  uint64_t consumed_ = 0;
  std::optional<Error> error_;
  bool was_stopped_ = false;
  bool is_waiting_ = false;
};

// What an interface may hand over. Some filters are of one of them alone.
constexpr int kLiveLinkTypes[] = {DLT_EN10MB, DLT_RAW, DLT_LINUX_SLL2,
                                  DLT_IEEE802_11_RADIO};

std::optional<Error> CompileFilter(pcap_t* pcap, const std::string& filter,
                                   bpf_program& program) {
  if (pcap_compile(pcap, &program, filter.c_str(), 1, PCAP_NETMASK_UNKNOWN) ==
      0) {
    return std::nullopt;
  }
  return Error{fmt::format("filter `{}`: {}; see pcap-filter(7)", filter,
                           pcap_geterr(pcap))};
}

std::optional<Error> SetFilter(pcap_t* pcap, const std::string& filter) {
  if (filter.empty()) return std::nullopt;
  bpf_program program{};
  if (auto error = CompileFilter(pcap, filter, program)) return error;
  const bool is_set = pcap_setfilter(pcap, &program) == 0;
  pcap_freecode(&program);
  if (is_set) return std::nullopt;
  return Error{fmt::format("filter `{}`: {}", filter, pcap_geterr(pcap))};
}

}  // namespace

Result<std::unique_ptr<ByteSource>> CaptureLive(const std::string& interface,
                                                const std::string& filter,
                                                const StopFlag* stop) {
  char reason[PCAP_ERRBUF_SIZE] = "";
  PcapHandle pcap(pcap_create(interface.c_str(), reason));
  if (!pcap) {
    return Error{
        fmt::format("{}: cannot be captured from: {}", interface, reason)};
  }
  pcap_set_snaplen(pcap.get(), kLiveSnapBytes);
  pcap_set_promisc(pcap.get(), 1);
  pcap_set_timeout(pcap.get(), kTurnMilliseconds);
  pcap_set_buffer_size(pcap.get(), kLiveRingBytes);
  pcap_set_tstamp_precision(pcap.get(), PCAP_TSTAMP_PRECISION_NANO);
  // Above 0 are warnings, of an interface without promiscuous mode perhaps.
  if (const int status = pcap_activate(pcap.get()); status < 0) {
    return Error{fmt::format(
        "{}: cannot be captured from: {}; capturing needs the rights of root "
        "or CAP_NET_RAW, and `ip link` lists interfaces",
        interface, pcap_statustostr(status))};
  }
  if (pcap_get_tstamp_precision(pcap.get()) != PCAP_TSTAMP_PRECISION_NANO ||
      pcap_setnonblock(pcap.get(), 1, reason) != 0 ||
      pcap_get_selectable_fd(pcap.get()) < 0) {
    return Error{
        fmt::format("{}: cannot be captured from without waiting", interface)};
  }
  if (auto error = SetFilter(pcap.get(), filter)) return *error;
  return std::unique_ptr<ByteSource>(
      std::make_unique<LiveSource>(interface, std::move(pcap), stop));
}

}  // namespace iotpf::runtime

namespace iotpf {

Result<void> CheckLiveFilter(const std::string& filter) {
  std::optional<Error> first;
  for (const int link_type : runtime::kLiveLinkTypes) {
    const runtime::PcapHandle pcap(
        pcap_open_dead(link_type, runtime::kLiveSnapBytes));
    IOTPF_CHECK(pcap != nullptr);
    bpf_program program{};
    auto error = runtime::CompileFilter(pcap.get(), filter, program);
    if (!error) {
      pcap_freecode(&program);
      return {};
    }
    if (!first) first = std::move(error);
  }
  return *first;
}

}  // namespace iotpf
