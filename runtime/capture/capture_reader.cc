// Tells the formats apart by their first bytes and hands the rest to one of
// two record readers. Everything an error says is put together here and in
// those two files: which input, at which byte, and what can be done about it.
#include "runtime/capture/capture_reader.h"

#include <fmt/format.h>

#include <utility>

#include "runtime/capture/record_reader.h"

namespace iotpf::runtime {
namespace {

using namespace std::string_view_literals;

bool IsPcapng(std::string_view first) {
  if (!first.starts_with("\x0a\x0d\x0d\x0a"sv)) return false;
  if (first.size() < kCaptureMagicBytes) return true;  // cut inside its header
  const std::string_view order = first.substr(8, 4);
  return order == "\x1a\x2b\x3c\x4d"sv || order == "\x4d\x3c\x2b\x1a"sv;
}

bool IsPcap(std::string_view first) {
  for (const std::string_view magic :
       {"\xa1\xb2\xc3\xd4"sv, "\xd4\xc3\xb2\xa1"sv, "\xa1\xb2\x3c\x4d"sv,
        "\x4d\x3c\xb2\xa1"sv, "\xa1\xb2\xcd\x34"sv, "\x34\xcd\xb2\xa1"sv}) {
    if (first.starts_with(magic)) return true;
  }
  return false;
}

Error NoCapture(const InputFile& input, std::string_view first) {
  if (first.empty()) {
    return Error{fmt::format("{}: is empty; name a pcap or pcapng capture",
                             input.name())};
  }
  std::string magic;
  for (const char byte : first.substr(0, 4)) {
    magic += fmt::format(" {:02x}", static_cast<uint8_t>(byte));
  }
  return Error{
      fmt::format("{}: begins with{}, no capture; expected pcap or pcapng",
                  input.name(), magic)};
}

}  // namespace

bool IsCapture(std::string_view first_bytes) {
  return IsPcap(first_bytes) || IsPcapng(first_bytes);
}

Error CutShort(const InputFile& input, std::string_view what) {
  if (input.error()) return *input.error();
  return Error{fmt::format(
      "{}: ends inside {} at byte {}; the packets before it were read",
      input.name(), what, input.offset())};
}

Error Damaged(const InputFile& input, std::string_view what) {
  return Error{fmt::format(
      "{}: {} at byte {}; the file is damaged there, the packets before it "
      "were read",
      input.name(), what, input.offset())};
}

CaptureReader::CaptureReader() = default;
CaptureReader::CaptureReader(CaptureReader&&) noexcept = default;
CaptureReader& CaptureReader::operator=(CaptureReader&&) noexcept = default;
CaptureReader::~CaptureReader() = default;

Result<CaptureReader> CaptureReader::Open(InputFile input) {
  CaptureReader reader;
  reader.input_ = std::make_unique<InputFile>(std::move(input));
  const std::string_view first = reader.input_->Peek(kCaptureMagicBytes);
  if (!IsCapture(first)) {
    if (reader.input_->error()) return *reader.input_->error();
    return NoCapture(*reader.input_, first);
  }
  auto records =
      IsPcap(first) ? OpenPcap(*reader.input_) : OpenPcapng(*reader.input_);
  if (!records) return records.error();
  reader.records_ = std::move(*records);
  reader.input_->ReturnWhileWaiting();
  return reader;
}

std::string CaptureReader::TakeKeyLog() { return records_->TakeKeyLog(); }

const CapturedPacket* CaptureReader::Next() {
  if (error_ || !records_->Next(*input_, packet_, error_)) return nullptr;
  input_->PrefetchNext();
  ++packet_.index;
  // Some writers leave the size on the wire at 0.
  packet_.original_size = std::max(packet_.original_size,
                                   static_cast<uint32_t>(packet_.bytes.size()));
  return &packet_;
}

}  // namespace iotpf::runtime
