// Names are ASN.1 from strangers, so OpenSSL reads them. But nearly all are
// plain: attributes that everybody uses, one at a time, in ASCII. Those are
// written here, since OpenSSL takes as long for one as a flow may cost.
#include "runtime/tls/distinguished_name.h"

#include "runtime/tls/der_cursor.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

namespace iotpf::runtime {
namespace {

constexpr unsigned long kNameFlags =
    XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);

struct AttributeType {
  std::string_view identifier;  // in DER
  std::string_view name;        // as OpenSSL writes it
};
// Source: RFC 5280, appendix A.1; X.520.
constexpr AttributeType kAttributeTypes[] = {
    {"\x55\x04\x03", "CN"},
    {"\x55\x04\x05", "serialNumber"},
    {"\x55\x04\x06", "C"},
    {"\x55\x04\x07", "L"},
    {"\x55\x04\x08", "ST"},
    {"\x55\x04\x09", "street"},
    {"\x55\x04\x0A", "O"},
    {"\x55\x04\x0B", "OU"},
    {"\x55\x04\x0F", "businessCategory"},
    {"\x55\x04\x11", "postalCode"},
    {"\x55\x04\x29", "name"},
    {"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", "emailAddress"},
    {"\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19", "DC"},
    // Of extended validation: CA/Browser Forum, EV Guidelines, 9.2.4.
    {"\x2B\x06\x01\x04\x01\x82\x37\x3C\x02\x01\x01", "jurisdictionL"},
    {"\x2B\x06\x01\x04\x01\x82\x37\x3C\x02\x01\x02", "jurisdictionST"},
    {"\x2B\x06\x01\x04\x01\x82\x37\x3C\x02\x01\x03", "jurisdictionC"}};

// More attributes are not plain.
constexpr size_t kMaxPlainAttributes = 16;

struct Attribute {
  std::string_view type;
  std::string_view value;
};

std::string_view NameOfType(std::string_view identifier) {
  for (const AttributeType& type : kAttributeTypes) {
    if (type.identifier == identifier) return type.name;
  }
  return {};
}

// Printable ASCII that is not one of the few that are escaped by their place.
bool IsPlain(std::string_view value) {
  if (value.empty()) return true;
  const auto is_at_edge = [](char c) { return c == ' ' || c == '#'; };
  if (is_at_edge(value.front()) || is_at_edge(value.back())) return false;
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= ' ' && c < 0x7F; });
}

// Types of text that are ASCII where all of their bytes are.
bool IsText(uint8_t tag) {
  return tag == kDerUtf8String || tag == kDerPrintableString ||
         tag == kDerTeletexString || tag == kDerIa5String;
}

bool TakePlainAttribute(DerCursor& names, Attribute& attribute) {
  DerCursor set(names.TakeIf(kDerSet));
  DerCursor pair(set.TakeIf(kDerSequence));
  attribute.type = NameOfType(pair.TakeIf(kDerObjectIdentifier));
  const DerElement value = pair.Take();
  attribute.value = value.content;
  return names.ok() && set.empty() && pair.ok() && pair.empty() &&
         IsText(value.tag) && !attribute.type.empty() && IsPlain(value.content);
}

bool IsEscaped(char c) {
  switch (c) {
    case ',':
    case '+':
    case '"':
    case '\\':
    case '<':
    case '>':
    case ';':
      return true;
    default:
      return false;
  }
}

void AppendEscaped(std::string_view value, std::string& text) {
  if (std::none_of(value.begin(), value.end(), IsEscaped)) {
    text += value;
    return;
  }
  for (const char c : value) {
    if (IsEscaped(c)) text += '\\';
    text += c;
  }
}

// nullopt: not plain, or no name.
std::optional<std::string> PlainNameText(std::string_view der) {
  DerCursor cursor(der);
  const DerElement whole = cursor.Take();
  if (!cursor.ok() || whole.tag != kDerSequence) return std::nullopt;
  DerCursor names(whole.content);
  std::array<Attribute, kMaxPlainAttributes> attributes;
  size_t count = 0;
  while (!names.empty()) {
    if (count == attributes.size()) return std::nullopt;
    if (!TakePlainAttribute(names, attributes[count++])) return std::nullopt;
  }
  std::string text;
  text.reserve(der.size());  // headers of DER are about as long as types
  while (count > 0) {
    const Attribute& attribute = attributes[--count];
    if (!text.empty()) text += ',';
    text += attribute.type;
    text += '=';
    AppendEscaped(attribute.value, text);
  }
  return text;
}

struct ReleaseName {
  void operator()(X509_NAME* name) const { X509_NAME_free(name); }
};
struct ReleaseBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

}  // namespace

std::optional<std::string> NameText(std::string_view der) {
  if (auto text = PlainNameText(der)) return text;
  return NameTextByOpenSsl(der);
}

std::optional<std::string> NameTextByOpenSsl(std::string_view der) {
  const auto* data = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<X509_NAME, ReleaseName> name(
      d2i_X509_NAME(nullptr, &data, static_cast<long>(der.size())));
  ERR_clear_error();  // of what is malformed: nobody asks why
  if (name == nullptr) return std::nullopt;
  const std::unique_ptr<BIO, ReleaseBio> bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr ||
      X509_NAME_print_ex(bio.get(), name.get(), 0, kNameFlags) < 0) {
    return std::string();
  }
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return size <= 0 ? std::string()
                   : std::string(text, static_cast<size_t>(size));
}

}  // namespace iotpf::runtime
