// The records of one direction of TLS.
#ifndef IOTPF_RUNTIME_TLS_RECORD_READER_H_
#define IOTPF_RUNTIME_TLS_RECORD_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Numbers of content types. Source: IANA, TLS ContentType.
enum class RecordType : uint8_t {
  ChangeCipherSpec = 20,
  Alert = 21,
  Handshake = 22,
  ApplicationData = 23,
  Heartbeat = 24
};

struct TlsRecord {
  RecordType type = RecordType::Handshake;
  uint16_t version = 0;
  std::string_view content;
  bool is_whole = false;  // `content` is all of it, or the last of it
};

// Cuts bytes into records.
//
//   Units    holds one record, at most kMaxTlsRecordBytes, where whole records
//            are asked for.
//   Source   RFC 8446, 5.1 and 5.2; RFC 5246, 6.2.3.
class TlsRecordReader {
 public:
  // The next record of `bytes`, which are consumed, or nullopt where there is
  // none yet. Of a handshake record each part is returned as it comes, unless
  // `whole` asks for complete ones, which the others always are. The content is
  // a view of `bytes` or of this reader, good until the next call.
  std::optional<TlsRecord> Next(std::string_view& bytes, bool whole);
  // What has come of a record that is not complete and was not returned;
  // nullopt: nothing.
  std::optional<TlsRecord> Partial() const;

  // The bytes are no record: nothing more is read.
  bool is_broken() const { return is_broken_; }
  // Its first byte is a type that no record has.
  bool is_alien() const { return is_alien_; }

 private:
  static constexpr size_t kHeaderBytes = 5;

  bool ReadHeader(std::string_view& bytes);

  char header_[kHeaderBytes] = {};
  size_t header_size_ = 0;
  RecordType type_ = RecordType::Handshake;
  uint16_t version_ = 0;
  size_t remaining_ = 0;  // bytes of the current record to come
  bool in_record_ = false;
  std::string content_;  // of it so far, where it is to be whole
  bool is_broken_ = false;
  bool is_alien_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_RECORD_READER_H_
