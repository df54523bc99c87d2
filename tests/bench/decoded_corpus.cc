// Decoding is done once and outside of all measurements, so it is written to be
// read. Lines end at LF, a CR before it goes with it; a header line without a
// colon is left out. One array holds the headers of all sessions: sessions
// refer to it once it has stopped growing.

#include "tests/bench/decoded_corpus.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

namespace iotpf::tests {
namespace {

// Some readers take a few bytes more than a value has.
constexpr size_t kSlackBytes = 64;

std::string_view View(std::span<char> bytes) {
  return {bytes.data(), bytes.size()};
}

void ToLowerCase(char* bytes, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] += 'a' - 'A';
  }
}

std::string_view WithoutSpaces(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The line that begins at `begin`, without its end; `begin` moves behind it.
std::string_view TakeLine(std::string_view text, size_t& begin) {
  const size_t end = std::min(text.find('\n', begin), text.size());
  std::string_view line = text.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  begin = std::min(end + 1, text.size());
  return line;
}

uint32_t SizeAt(const std::vector<char>& bytes, size_t at) {
  uint32_t size = 0;
  for (size_t i = 4; i-- > 0;) {
    size = size << 8 | static_cast<uint8_t>(bytes[at + i]);
  }
  return size;
}

void DrawServer(DecodedSession& session) {
  std::minstd_rand random(session.number + 1);
  random.discard(8);
  for (char& byte : session.address) byte = static_cast<char>(random() >> 16);
  session.port = static_cast<uint16_t>(random() >> 8);
}

bool IsNamedHost(std::string_view name) {
  return name.size() == 4 && strncasecmp(name.data(), "host", 4) == 0;
}

}  // namespace

Result<DecodedCorpus> DecodedCorpus::Read(const std::string& path,
                                          size_t max_sessions,
                                          HeaderNames names) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path + ": cannot be read"};
  DecodedCorpus corpus;
  std::vector<char>& bytes = corpus.bytes_of_file_;
  bytes.assign(std::istreambuf_iterator<char>(file), {});
  const size_t size = bytes.size();
  bytes.resize(size + kSlackBytes);
  size_t at = 0;
  while (at + 8 <= size && corpus.sessions_.size() < max_sessions) {
    const size_t request = SizeAt(bytes, at);
    const size_t response = SizeAt(bytes, at + 4);
    at += 8;
    if (request + response > size - at) return Error{path + ": ends too early"};
    corpus.Decode({&bytes[at], request}, {&bytes[at] + request, response},
                  names);
    at += request + response;
  }
  corpus.LinkHeaders();
  return corpus;
}

// Returns what stands behind the headers.
std::string_view DecodedCorpus::DecodeHeaders(std::span<char> message,
                                              HeaderNames names) {
  const std::string_view text = View(message);
  size_t at = 0;
  TakeLine(text, at);
  while (at < text.size()) {
    const size_t begin = at;
    const std::string_view line = TakeLine(text, at);
    if (line.empty()) break;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (names == HeaderNames::LowerCase) {
      ToLowerCase(message.data() + begin, colon);
    }
    headers_.push_back(
        {line.substr(0, colon), WithoutSpaces(line.substr(colon + 1))});
  }
  return text.substr(at);
}

void DecodedCorpus::Decode(std::span<char> request, std::span<char> response,
                           HeaderNames names) {
  DecodedSession session;
  session.number = static_cast<uint32_t>(sessions_.size());
  DrawServer(session);
  session.request_bytes = request.size();
  session.text = {request.data(), request.size() + response.size()};
  bytes_ += session.text.size();

  size_t at = 0;
  const std::string_view line = TakeLine(View(request), at);
  const size_t first = line.find(' ');
  if (first != std::string_view::npos) {
    session.target = line.substr(first + 1);
    session.target = session.target.substr(0, session.target.find(' '));
  }
  const size_t first_header = headers_.size();
  first_request_header_.push_back(first_header);
  DecodeHeaders(request, names);
  for (size_t i = first_header; i < headers_.size(); ++i) {
    if (!IsNamedHost(headers_[i].name)) continue;
    const std::string_view value = headers_[i].value;
    ToLowerCase(request.data() + (value.data() - request.data()), value.size());
    session.host = value.substr(0, value.find(':'));
    break;
  }
  first_response_header_.push_back(headers_.size());
  session.body = DecodeHeaders(response, names);
  sessions_.push_back(session);
}

void DecodedCorpus::LinkHeaders() {
  for (size_t i = 0; i < sessions_.size(); ++i) {
    const size_t end = i + 1 < sessions_.size() ? first_request_header_[i + 1]
                                                : headers_.size();
    const size_t begin = first_request_header_[i];
    const size_t middle = first_response_header_[i];
    const std::span<const DecodedHeader> all(headers_);
    sessions_[i].request_headers = all.subspan(begin, middle - begin);
    sessions_[i].response_headers = all.subspan(middle, end - middle);
  }
}

}  // namespace iotpf::tests
