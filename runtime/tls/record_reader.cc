// Records are cut from the stream in one of two ways. Before keys are agreed
// on, what has come of a record is handed on at once: a hello counts though the
// end of its record is never seen. Protected records can only be opened whole.
#include "runtime/tls/record_reader.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

bool IsType(uint8_t type) {
  return type >= static_cast<uint8_t>(RecordType::ChangeCipherSpec) &&
         type <= static_cast<uint8_t>(RecordType::Heartbeat);
}

}  // namespace

// True when the header is complete and that of a record.
bool TlsRecordReader::ReadHeader(std::string_view& bytes) {
  const size_t taken = std::min(kHeaderBytes - header_size_, bytes.size());
  std::copy_n(bytes.begin(), taken, header_ + header_size_);
  header_size_ += taken;
  bytes.remove_prefix(taken);
  ByteCursor cursor(std::string_view(header_, header_size_));
  const uint8_t type = cursor.U8();
  is_alien_ = !IsType(type);
  is_broken_ = is_alien_;
  if (is_broken_ || header_size_ < kHeaderBytes) return false;
  type_ = static_cast<RecordType>(type);
  version_ = cursor.U16();
  remaining_ = cursor.U16();
  header_size_ = 0;
  // RFC 8446, 5.1: a handshake record is never empty.
  is_broken_ = version_ >> 8 != 3 || remaining_ > kMaxTlsRecordBytes ||
               (remaining_ == 0 && type_ == RecordType::Handshake);
  in_record_ = !is_broken_;
  return in_record_;
}

std::optional<TlsRecord> TlsRecordReader::Next(std::string_view& bytes,
                                               bool whole) {
  if (is_broken_) return std::nullopt;
  if (!in_record_) {
    content_.clear();
    if (bytes.empty() || !ReadHeader(bytes)) return std::nullopt;
  }
  const size_t taken = std::min(remaining_, bytes.size());
  std::string_view content = bytes.substr(0, taken);
  bytes.remove_prefix(taken);
  remaining_ -= taken;
  in_record_ = remaining_ > 0;
  const bool in_parts = !whole && type_ == RecordType::Handshake;
  if (!in_parts && (in_record_ || !content_.empty())) {
    content_ += content;
    content = content_;
  }
  if (in_record_ && (!in_parts || taken == 0)) return std::nullopt;
  return TlsRecord{type_, version_, content, !in_record_};
}

std::optional<TlsRecord> TlsRecordReader::Partial() const {
  if (!in_record_ || content_.empty()) return std::nullopt;
  return TlsRecord{type_, version_, content_, false};
}

}  // namespace iotpf::runtime
