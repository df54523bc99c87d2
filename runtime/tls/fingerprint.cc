// Both fingerprints write the lists of a hello as text and hash that. JA3 keeps
// their order; JA4 sorts cipher suites and extensions, since clients shuffle
// them, and leaves server name and ALPN out of the hashed part, since these
// change from one connection of a client to the next.
#include "runtime/tls/fingerprint.h"

#include "runtime/tls/digest.h"

#include <iotpf/byte_cursor.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <vector>

namespace iotpf::runtime {
namespace {

using Numbers = std::vector<uint16_t>;

// Numbers of `size` bytes each, without GREASE.
Numbers ReadNumbers(std::string_view bytes, int size) {
  Numbers numbers;
  ByteCursor cursor(bytes);
  while (cursor.remaining() >= static_cast<size_t>(size)) {
    const uint16_t number = size == 1 ? cursor.U8() : cursor.U16();
    if (size == 1 || !IsGrease(number)) numbers.push_back(number);
  }
  return numbers;
}

Numbers ExtensionTypes(const ClientHelloParts& hello) {
  Numbers types;
  ByteCursor extensions(hello.extensions);
  while (!extensions.empty()) {
    const uint16_t type = TakeHelloExtension(extensions).type;
    if (!IsGrease(type)) types.push_back(type);
  }
  return types;
}

// The list in an extension, behind its length of `length_bytes`.
Numbers NumbersIn(const ClientHelloParts& hello, uint16_t extension,
                  int length_bytes, int size) {
  ByteCursor content(hello.Find(extension).value_or(std::string_view()));
  return ReadNumbers(
      length_bytes == 1 ? content.TakeBehindU8() : content.TakeBehindU16(),
      size);
}

std::string Decimal(const Numbers& numbers) {
  return fmt::format("{}", fmt::join(numbers, "-"));
}

std::string Hex4(const Numbers& numbers) {
  return fmt::format("{:04x}", fmt::join(numbers, ","));
}

// ---- JA4

constexpr size_t kHashDigits = 12;
constexpr size_t kMaxCount = 99;

std::string ShortHash(const std::string& text) {
  if (text.empty()) return std::string(kHashDigits, '0');
  return Hex(Digest(Hash::Sha256, text)).substr(0, kHashDigits);
}

std::string_view VersionText(uint16_t version) {
  switch (version) {
    case 0x0304:
      return "13";
    case 0x0303:
      return "12";
    case 0x0302:
      return "11";
    case 0x0301:
      return "10";
    case 0x0300:
      return "s3";
    case 0x0002:
      return "s2";
    case 0xfeff:
      return "d1";
    case 0xfefd:
      return "d2";
    case 0xfefc:
      return "d3";
    default:
      return "00";
  }
}

// The highest of the supported versions, else that of the hello. The versions
// of DTLS count down.
uint16_t HighestVersion(const ClientHelloParts& hello) {
  const Numbers versions = NumbersIn(hello, kSupportedVersionsExtension, 1, 2);
  if (versions.empty()) return hello.legacy_version;
  const auto [lowest, highest] =
      std::minmax_element(versions.begin(), versions.end());
  return *lowest >> 8 == 0xfe ? *lowest : *highest;
}

bool IsAlphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// First and last character of the first ALPN value, or of its hex digits where
// one of them is no letter or digit.
std::string AlpnText(const ClientHelloParts& hello) {
  ByteCursor content(hello.Find(kAlpnExtension).value_or(std::string_view()));
  ByteCursor names(content.TakeBehindU16());
  const std::string_view first = names.TakeBehindU8();
  if (first.empty()) return "00";
  if (IsAlphanumeric(first.front()) && IsAlphanumeric(first.back())) {
    return {first.front(), first.back()};
  }
  const std::string hex = Hex(first);
  return {hex.front(), hex.back()};
}

char CarrierLetter(TlsCarrier carrier) {
  switch (carrier) {
    case TlsCarrier::Tcp:
      return 't';
    case TlsCarrier::Datagrams:
      return 'd';
    case TlsCarrier::Quic:
      return 'q';
  }
  return 't';
}

}  // namespace

std::string Ja3Text(const ClientHelloParts& hello) {
  return fmt::format("{},{},{},{},{}", hello.legacy_version,
                     Decimal(ReadNumbers(hello.cipher_suites, 2)),
                     Decimal(ExtensionTypes(hello)),
                     Decimal(NumbersIn(hello, kGroupsExtension, 2, 2)),
                     Decimal(NumbersIn(hello, kPointFormatsExtension, 1, 1)));
}

std::string Ja3(const ClientHelloParts& hello) {
  return Hex(Digest(Hash::Md5, Ja3Text(hello)));
}

std::string Ja4(const ClientHelloParts& hello, TlsCarrier carrier) {
  Numbers ciphers = ReadNumbers(hello.cipher_suites, 2);
  Numbers extensions = ExtensionTypes(hello);
  const std::string a =
      fmt::format("{}{}{}{:02}{:02}{}", CarrierLetter(carrier),
                  VersionText(HighestVersion(hello)),
                  hello.Find(kServerNameExtension) ? 'd' : 'i',
                  std::min(ciphers.size(), kMaxCount),
                  std::min(extensions.size(), kMaxCount), AlpnText(hello));

  std::sort(ciphers.begin(), ciphers.end());
  const bool has_extensions = !extensions.empty();
  std::erase(extensions, kServerNameExtension);
  std::erase(extensions, kAlpnExtension);
  std::sort(extensions.begin(), extensions.end());
  const Numbers algorithms =
      NumbersIn(hello, kSignatureAlgorithmsExtension, 2, 2);
  std::string c = Hex4(extensions);
  if (!algorithms.empty()) c += "_" + Hex4(algorithms);
  return fmt::format("{}_{}_{}", a, ShortHash(Hex4(ciphers)),
                     ShortHash(has_extensions ? c : std::string()));
}

}  // namespace iotpf::runtime
