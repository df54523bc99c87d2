#include "runtime/json/value_text.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {
namespace {

using namespace std::string_literals;

TEST_CASE("times are nanoseconds since 1970 UTC") {
  struct Row {
    std::string_view text;
    std::optional<int64_t> expected;
  };
  constexpr int64_t kSecond = 1'000'000'000;
  const Row rows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"2019-11-16T11:10:43Z", 1573902643 * kSecond},
      {"2019-11-16T19:10:43+08:00", 1573902643 * kSecond},
      {"2019-11-16T06:40:43.5-0430", 1573902643 * kSecond + kSecond / 2},
      {"2019-11-16 11:10:43.1234567899z", 1573902643 * kSecond + 123456789},
      {"1969-12-31T23:59:59.999999999Z", -1},
      {"2016-12-31T23:59:60Z", 1483228800 * kSecond},
      {"2020-02-29T00:00:00Z", 1582934400 * kSecond},
      {"2019-02-29T00:00:00Z", std::nullopt},
      {"2019-13-01T00:00:00Z", std::nullopt},
      {"2019-11-16T24:00:00Z", std::nullopt},
      {"2019-11-16T11:10:43", std::nullopt},
      {"2019-11-16T11:10:43.Z", std::nullopt},
      {"2019-11-16T11:10Z", std::nullopt},
      {"2019-11-16T11:10:43Zx", std::nullopt},
      {"2019-11-16T11:10:43+8:00", std::nullopt},
      {"9999-11-16T11:10:43Z", std::nullopt},
      {"0001-01-01T00:00:00Z", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(ReadTime(row.text) == row.expected);
  }
}

TEST_CASE("addresses and bytes are read whole or not at all") {
  struct Row {
    std::optional<std::string> (*read)(std::string_view);
    std::string text;
    std::optional<std::string> expected;
  };
  const Row rows[] = {
      {ReadIp, "10.0.0.1", "\x0A\0\0\1"s},
      {ReadIp, "::1", std::string(15, '\0') + "\1"},
      {ReadIp, "[fe80::1]", "\xFE\x80"s + std::string(13, '\0') + "\1"},
      {ReadIp, "10.0.0", std::nullopt},
      {ReadIp, "10.0.0.1\0"s, std::nullopt},
      {ReadIp, "", std::nullopt},
      {ReadMac, "a4:cf:12:00:00:01", "\xA4\xCF\x12\0\0\1"s},
      {ReadMac, "A4-CF-12-00-00-01", "\xA4\xCF\x12\0\0\1"s},
      {ReadMac, "a4:cf-12:00:00:01", std::nullopt},
      {ReadMac, "a4:cf:12:00:00:0", std::nullopt},
      {ReadMac, "a4:cf:12:00:00:0 ", std::nullopt},
      {ReadMac, "a4cf12000001", std::nullopt},
      {ReadHex, "55cc", "\x55\xCC"s},
      {ReadHex, " 55 CC 0a ", "\x55\xCC\x0A"s},
      {ReadHex, "", ""s},
      {ReadHex, "5", std::nullopt},
      {ReadHex, "5 5", std::nullopt},
      {ReadHex, "0x55", std::nullopt},
      {ReadBase64, "", ""s},
      {ReadBase64, "Zg==", "f"s},
      {ReadBase64, "Zm8=", "fo"s},
      {ReadBase64, "Zm9v", "foo"s},
      {ReadBase64, "Zm9vYg", "foob"s},
      {ReadBase64, "Zm9v\r\nYmFy\n", "foobar"s},
      {ReadBase64, "+/+/", "\xFB\xFF\xBF"s},
      {ReadBase64, "Zm9vY", std::nullopt},
      {ReadBase64, "Zm 9v", std::nullopt},
      {ReadBase64, "Zg==Zg==", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(row.read(row.text) == row.expected);
  }
}

}  // namespace
}  // namespace iotpf::runtime
