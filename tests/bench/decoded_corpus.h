// HTTP sessions in memory, decoded into plain arrays.
#ifndef IOTPF_TESTS_BENCH_DECODED_CORPUS_H_
#define IOTPF_TESTS_BENCH_DECODED_CORPUS_H_

#include <iotpf/result.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

struct DecodedHeader {
  std::string_view name;
  std::string_view value;  // without the spaces around it
};

// One request and its response. What is not there is empty.
struct DecodedSession {
  uint32_t number = 0;    // in its file, from 0
  std::string_view text;  // both messages, one behind the other
  size_t request_bytes = 0;
  // Of the server; drawn from the number, as messages do not show them.
  std::array<char, 4> address{};
  uint16_t port = 0;
  std::string_view host;  // in lower case, without a port
  std::string_view target;
  std::string_view body;  // of the response, as on the wire
  std::span<const DecodedHeader> request_headers;
  std::span<const DecodedHeader> response_headers;
};

// How header names are kept: engines that look names up without case take them
// as they are, those that compare bytes in lower case.
enum class HeaderNames : uint8_t { AsSent, LowerCase };

// The sessions of a file of gensess.py: for each, the sizes of request and
// response as 32-bit little-endian numbers, then their bytes.
class DecodedCorpus {
 public:
  // Reads at most `max_sessions`.
  //
  //   Errors  the file cannot be read, or a size reaches behind its end.
  static Result<DecodedCorpus> Read(const std::string& path,
                                    size_t max_sessions, HeaderNames names);

  DecodedCorpus(DecodedCorpus&&) = default;  // views point into the heap
  DecodedCorpus& operator=(DecodedCorpus&&) = default;

  std::span<const DecodedSession> sessions() const { return sessions_; }
  size_t header_count() const { return headers_.size(); }
  size_t byte_count() const { return bytes_; }

 private:
  DecodedCorpus() = default;
  void Decode(std::span<char> request, std::span<char> response,
              HeaderNames names);
  std::string_view DecodeHeaders(std::span<char> message, HeaderNames names);
  void LinkHeaders();

  std::vector<char> bytes_of_file_;
  std::vector<DecodedHeader> headers_;
  std::vector<DecodedSession> sessions_;
  // For each session, where its request and its response headers begin.
  std::vector<size_t> first_request_header_;
  std::vector<size_t> first_response_header_;
  size_t bytes_ = 0;  // of messages
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_DECODED_CORPUS_H_
