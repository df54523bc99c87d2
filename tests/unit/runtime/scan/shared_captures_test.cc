// Real captures, beside the repository: any number of workers gives the same
// reports, byte for byte.
#include <iotpf/report.h>
#include <iotpf/scanner.h>

#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace iotpf {
namespace {

namespace fs = std::filesystem;
using tests::ImageBuilder;

constexpr size_t kMaxCaptures = 60;
constexpr uintmax_t kMaxCaptureBytes = 400'000;

ImageBuilder Rules() {
  ImageBuilder rules;
  rules.Fingerprint(rules.Platform("any"), "device");
  std::vector<uint32_t> tests;
  for (const Field field :
       {Field::PayloadClient, Field::PayloadServer, Field::ServerName,
        Field::MqttClientId, Field::DnsQname, Field::ResponseStatus}) {
    tests.push_back(
        rules.Feature(InfoOf(field).path,
                      rules.Test(IOTPF_OP_PRESENT, rules.Reading(field))));
  }
  rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Or(tests));
  return rules;
}

std::vector<std::string> SomeCaptures(const fs::path& folder) {
  std::vector<std::string> captures;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::end(entry); entry.increment(error)) {
    const fs::path extension = entry->path().extension();
    if (extension != ".pcap" && extension != ".pcapng") continue;
    if (entry->file_size(error) > kMaxCaptureBytes) continue;
    captures.push_back(entry->path().string());
  }
  std::sort(captures.begin(), captures.end());
  // Spread over the sources, which are folders.
  std::vector<std::string> some;
  for (size_t i = 0; i < std::min(kMaxCaptures, captures.size()); ++i) {
    some.push_back(captures[i * captures.size() / kMaxCaptures]);
  }
  return some;
}

std::string Report(const std::string& capture, const ImageBuilder& rules,
                   unsigned workers) {
  const tests::Image image = rules.Build();
  const tests::Scanned scanned = tests::ScanFile(capture, rules, workers);
  std::string text;
  for (const SessionReport& session : scanned.sessions) {
    AppendSessionJson(session, image.view(), text);
  }
  for (const std::string& problem : scanned.problems) text += problem + '\n';
  return text;
}

TEST_CASE("any number of workers says the same of real captures") {
  const fs::path folder = IOTPF_SOURCE_DIRECTORY "/../shared/captures/files";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: no captures in ../shared");
    return;
  }
  const ImageBuilder rules = Rules();
  for (const std::string& capture : SomeCaptures(folder)) {
    CAPTURE(capture);
    const std::string one = Report(capture, rules, 1);
    CHECK(Report(capture, rules, 2) == one);
    CHECK(Report(capture, rules, 4) == one);
  }
}

}  // namespace
}  // namespace iotpf
