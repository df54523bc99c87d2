// Header lists of HTTP/2 and HTTP/3 to the messages of HTTP.
//
// Rules are written for one HTTP. What the versions spell differently is put
// into the form of HTTP/1.1, by the rules that RFC 9113 has for those who pass
// a message on in that version: the authority becomes the Host field, parts of
// a cookie are joined.

#include "runtime/protocols/http2_message.h"

#include "runtime/protocols/ascii.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::runtime {
namespace {

// Takes the pseudo fields out: the value of `name`, or null.
class PseudoFields {
 public:
  explicit PseudoFields(std::vector<HttpHeader>& fields) {
    const auto first = std::stable_partition(
        fields.begin(), fields.end(),
        [](const HttpHeader& field) { return !field.name.starts_with(':'); });
    taken_.assign(std::make_move_iterator(first),
                  std::make_move_iterator(fields.end()));
    fields.erase(first, fields.end());
  }
  const std::string* Find(std::string_view name) const {
    for (const HttpHeader& field : taken_) {
      if (field.name == name) return &field.value;
    }
    return nullptr;
  }

 private:
  std::vector<HttpHeader> taken_;
};

// RFC 9113, 8.2.3: the parts go into the first field.
void JoinCookies(std::vector<HttpHeader>& fields) {
  const auto is_cookie = [](const HttpHeader& field) {
    return EqualsIgnoringCase(field.name, "cookie");
  };
  const auto first = std::find_if(fields.begin(), fields.end(), is_cookie);
  if (first == fields.end()) return;
  std::string& joined = first->value;
  for (auto other = first + 1; other != fields.end(); ++other) {
    if (is_cookie(*other)) joined += "; " + other->value;
  }
  fields.erase(std::remove_if(first + 1, fields.end(), is_cookie),
               fields.end());
}

// RFC 9113, 8.3.1: the authority takes the place of a Host field.
void SetHost(const std::string& authority, HttpRequest& request) {
  std::erase_if(request.headers, [](const HttpHeader& field) {
    return EqualsIgnoringCase(field.name, "host");
  });
  request.headers.insert(request.headers.begin(), {"host", authority});
}

}  // namespace

std::optional<HttpRequest> RequestOf(std::vector<HttpHeader> fields,
                                     std::string_view version) {
  const PseudoFields pseudo(fields);
  HttpRequest request;
  request.version = version;
  request.headers = std::move(fields);
  const std::string* const method = pseudo.Find(":method");
  const std::string* const authority = pseudo.Find(":authority");
  const std::string* const path = pseudo.Find(":path");
  // A plain CONNECT names an authority and no path.
  const std::string* const target = path != nullptr ? path : authority;
  if (method == nullptr || method->empty() || target == nullptr) {
    return std::nullopt;
  }
  request.method = *method;
  request.target = *target;
  if (authority != nullptr && !authority->empty()) SetHost(*authority, request);
  JoinCookies(request.headers);
  return request;
}

std::string_view ExtendedProtocolOf(const std::vector<HttpHeader>& fields) {
  for (const HttpHeader& field : fields) {
    if (field.name == ":protocol") return field.value;
  }
  return {};
}

std::optional<HttpResponse> ResponseOf(std::vector<HttpHeader> fields,
                                       std::string_view version) {
  const PseudoFields pseudo(fields);
  HttpResponse response;
  response.version = version;
  response.headers = std::move(fields);
  const std::string* const status = pseudo.Find(":status");
  if (status == nullptr || status->size() != 3 ||
      !std::all_of(status->begin(), status->end(), IsDigit)) {
    return std::nullopt;
  }
  response.status = ((*status)[0] - '0') * 100 + ((*status)[1] - '0') * 10 +
                    ((*status)[2] - '0');
  if (response.status < 100) return std::nullopt;
  return response;
}

}  // namespace iotpf::runtime
