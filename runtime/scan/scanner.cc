// One input after the other, each by the reader that its first bytes ask for.
//
// Captures are spread over the workers; decoded sessions are few and come in
// order, so the caller's thread judges them.
#include <iotpf/scanner.h>

#include <iotpf/server_name.h>
#include "runtime/capture/capture_reader.h"
#include "runtime/capture/input_file.h"
#include "runtime/compress/decompressor.h"
#include "runtime/json/har_file.h"
#include "runtime/json/session_lines.h"
#include "runtime/json/sniff_json.h"
#include "runtime/match/regex_set.h"
#include "runtime/proxy/mitm_file.h"
#include "runtime/proxy/saz_file.h"
#include "runtime/scan/capture_scan.h"
#include "runtime/scan/judge.h"
#include "runtime/scan/key_files.h"
#include "runtime/scan/scan_totals.h"
#include "runtime/scan/session_report.h"
#include "runtime/scan/session_sink.h"
#include "runtime/scan/text_arena.h"
#include "runtime/scan/worker_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <thread>
#include <utility>

namespace iotpf {
namespace {

using runtime::Judge;
using runtime::RegexSet;

// Bytes at the front of an input by which its format is known.
constexpr size_t kSniffBytes = size_t{64} << 10;

size_t WorkersFor(unsigned asked) {
  if (asked != 0) return asked;
  return std::max(1u, std::thread::hardware_concurrency());
}

bool IsStopped(const runtime::StopFlag* stop) {
  return stop != nullptr && stop->load(std::memory_order_relaxed);
}

// Judges sessions that were decoded before. Returns whether all were read.
template <class Reader>
bool ScanDecoded(Reader& reader, Judge& judge, ScanListener& listener,
                 runtime::SessionSink& sink, const runtime::StopFlag* stop) {
  bool is_whole = true;
  runtime::TextArena texts;
  while (!sink.is_closed()) {
    Session session;
    const Result<bool> has_session = reader.Next(session);
    if (IsStopped(stop)) return false;
    if (!has_session) {
      listener.OnProblem(has_session.error());
      is_whole = false;
      continue;
    }
    if (!*has_session) break;
    if constexpr (requires { reader.input(); }) {
      listener.OnProgress(reader.input().progress(), reader.input().size());
    }
    Verdict verdict = judge.Decide(session);
    auto explanation = judge.Explain(session, verdict);
    texts.Clear();
    sink.Add(runtime::MakeDraft(session, std::move(verdict),
                                std::move(explanation), texts));
  }
  return is_whole;
}

enum class InputKind : uint8_t {
  Capture,
  Har,
  SessionLines,
  Saz,
  Mitm,
  Unknown
};

InputKind KindOf(runtime::InputFile& input) {
  // A pipe may take its time: captures are known by little.
  if (runtime::IsCapture(input.Peek(runtime::kCaptureMagicBytes))) {
    return InputKind::Capture;
  }
  const std::string_view beginning = input.Peek(kSniffBytes);
  if (runtime::IsSaz(beginning)) return InputKind::Saz;
  if (runtime::IsMitm(beginning)) return InputKind::Mitm;
  switch (runtime::SniffJson(beginning)) {
    case runtime::JsonFormat::Har:
      return InputKind::Har;
    case runtime::JsonFormat::SessionLines:
      return InputKind::SessionLines;
    case runtime::JsonFormat::NotJson:
      break;
  }
  return InputKind::Unknown;
}

// What to say of an input that no reader knows.
Error UnknownKind(runtime::InputFile& input) {
  if (input.error()) return *input.error();
  const std::string_view beginning = input.Peek(kSniffBytes);
  const std::string_view unpacker = runtime::UnpackerOf(beginning);
  if (!unpacker.empty()) {
    return {
        fmt::format("{}: is compressed with {}; unpack it first: {} -dc "
                    "FILE | iotpf-run -",
                    input.name(), unpacker, unpacker)};
  }
  return {
      fmt::format("{}: {}; give a pcap or pcapng capture, a HAR, a file of "
                  "Fiddler or mitmproxy, or JSON Lines of sessions",
                  input.name(),
                  beginning.empty() ? "empty" : "of a kind that is not known")};
}

}  // namespace

struct Scanner::State {
  State(Ruleset rules, RegexSet compiled, const ScanOptions& options)
      : ruleset(std::move(rules)),
        regexes(std::move(compiled)),
        pool(WorkersFor(options.workers)),
        stop(options.stop) {
    for (size_t i = 0; i < pool.workers(); ++i) {
      judges.emplace_back(ruleset, regexes, options.use_evaluator,
                          options.explain, options.only_examples);
      if (options.profile) judges.back().StartProfile(ruleset);
    }
  }

  bool ScanOpened(runtime::InputFile input, ScanListener& listener);
  bool ScanCapture(runtime::InputFile input, ScanListener& listener);
  runtime::SlotStatistics SlotTotals() const;
  template <class Reader>
  bool ScanStored(Result<Reader> reader, const std::string& name,
                  ScanListener& listener);

  Ruleset ruleset;
  RegexSet regexes;
  std::vector<Judge> judges;  // one for each worker
  runtime::WorkerPool pool;
  runtime::TlsSecrets secrets;
  runtime::ScanTotals totals;
  const runtime::StopFlag* stop;  // null: nobody stops it
  // Of what totals.undecrypted counts.
  std::map<std::pair<uint16_t, uint16_t>, std::string> undecrypted_names;
};

bool Scanner::State::ScanOpened(runtime::InputFile input,
                                ScanListener& listener) {
  const std::string name = input.name();
  switch (KindOf(input)) {
    case InputKind::Capture:
      return ScanCapture(std::move(input), listener);
    case InputKind::Har:
      return ScanStored(runtime::HarFile::Read(std::move(input)), name,
                        listener);
    case InputKind::SessionLines:
      return ScanStored<runtime::SessionLines>(
          runtime::SessionLines(std::move(input)), name, listener);
    case InputKind::Saz:
      return ScanStored(runtime::SazFile::Open(std::move(input), totals.decode),
                        name, listener);
    case InputKind::Mitm:
      return ScanStored<runtime::MitmFile>(runtime::MitmFile(std::move(input)),
                                           name, listener);
    case InputKind::Unknown:
      break;
  }
  if (!input.was_stopped()) listener.OnProblem(UnknownKind(input));
  return false;
}

bool Scanner::State::ScanCapture(runtime::InputFile input,
                                 ScanListener& listener) {
  runtime::SessionSink sink(input.name(), listener, totals.scan);
  Result<runtime::CaptureReader> reader =
      runtime::CaptureReader::Open(std::move(input));
  if (!reader) {
    if (!IsStopped(stop)) listener.OnProblem(reader.error());
    return false;
  }
  runtime::ScanCapture(*reader, judges, pool, listener, sink, secrets, totals);
  for (const auto& [cipher, count] : totals.undecrypted) {
    undecrypted_names[cipher] =
        runtime::UndecryptedName(cipher.first, cipher.second);
  }
  // An input that was stopped ends anywhere.
  if (sink.is_closed() || reader->input().was_stopped()) return false;
  if (!reader->error()) return true;
  listener.OnProblem(*reader->error());
  return false;
}

template <class Reader>
bool Scanner::State::ScanStored(Result<Reader> reader, const std::string& name,
                                ScanListener& listener) {
  if (!reader) {
    if (!IsStopped(stop)) listener.OnProblem(reader.error());
    return false;
  }
  runtime::SessionSink sink(name, listener, totals.scan);
  const bool is_whole =
      ScanDecoded(*reader, judges.front(), listener, sink, stop);
  return is_whole && !sink.is_closed();
}

runtime::SlotStatistics Scanner::State::SlotTotals() const {
  runtime::SlotStatistics total;
  for (const Judge& judge : judges) {
    const runtime::SlotStatistics& own = judge.statistics();
#define IOTPF_SLOT_COUNTER(name, description) total.name += own.name;
#include "runtime/session/slot_counters.def"
#define IOTPF_JSON_COUNTER(name, description) total.json.name += own.json.name;
#include "runtime/json/json_counters.def"
  }
  return total;
}

Scanner::Scanner(std::unique_ptr<State> state) : state_(std::move(state)) {}
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;
Scanner::~Scanner() = default;

Result<Scanner> Scanner::Create(Ruleset ruleset, const ScanOptions& options) {
  if (options.profile && (options.use_evaluator || !ruleset.is_native())) {
    return Error{"a profile is of native code, and the evaluator would run"};
  }
  // Native code asks for few of them, the evaluator for all.
  const bool may_wait = ruleset.is_native() && !options.use_evaluator;
  Result<RegexSet> regexes = may_wait ? RegexSet::Prepare(ruleset.view())
                                      : RegexSet::Compile(ruleset.view());
  if (!regexes) return regexes.error();
  auto state =
      std::make_unique<State>(std::move(ruleset), std::move(*regexes), options);
  const Result<void> keys = runtime::ReadKeyFiles(options, state->secrets);
  if (!keys) return keys.error();
  return Scanner(std::move(state));
}

bool Scanner::Scan(const std::string& input, ScanListener& listener) {
  ++state_->totals.scan.inputs;
  if (IsStopped(state_->stop)) return false;
  Result<runtime::InputFile> file =
      runtime::InputFile::Open(input, state_->stop);
  if (!file) {
    if (!IsStopped(state_->stop)) listener.OnProblem(file.error());
    return false;
  }
  const bool is_whole = state_->ScanOpened(std::move(*file), listener);
  const std::optional<Error> fault = state_->regexes.fault();
  if (!fault) return is_whole;
  listener.OnProblem(*fault);
  return false;
}

bool Scanner::ScanInterface(const std::string& interface,
                            const std::string& filter, ScanListener& listener) {
  ++state_->totals.scan.inputs;
  Result<runtime::InputFile> live =
      runtime::InputFile::OpenLive(interface, filter, state_->stop);
  if (!live) {
    listener.OnProblem(live.error());
    return false;
  }
  return state_->ScanCapture(std::move(*live), listener) ||
         IsStopped(state_->stop);
}

bool Scanner::IsInput(const std::string& path) {
  Result<runtime::InputFile> file = runtime::InputFile::Open(path);
  return file && KindOf(*file) != InputKind::Unknown;
}

RulesetView Scanner::ruleset() const { return state_->ruleset.view(); }

std::optional<ScanProfile> Scanner::profile() const {
  std::optional<ScanProfile> total;
  for (const Judge& judge : state_->judges) {
    if (judge.profile() == nullptr) continue;
    if (!total) total.emplace();
    total->Add(*judge.profile());
  }
  return total;
}

std::vector<ScanCounter> Scanner::counters() const {
  std::vector<ScanCounter> counters;
  const auto add = [&counters](std::string_view group) {
    return [&counters, group](std::string_view name, uint64_t value,
                              std::string_view description) {
      counters.push_back({group, name, description, value});
    };
  };
  state_->totals.scan.ForEach(add("scan"));
  state_->totals.capture.ForEach(add("capture"));
  state_->totals.decode.ForEach(add("protocols"));
  for (const auto& [cipher, name] : state_->undecrypted_names) {
    add("tls")(name, state_->totals.undecrypted.at(cipher),
               "connections whose secrets are known, but whose cipher is not "
               "undone here");
  }
  const runtime::SlotStatistics slots = state_->SlotTotals();
#define IOTPF_SLOT_COUNTER(name, description) \
  add("slots")(#name, slots.name, description);
#include "runtime/session/slot_counters.def"
#define IOTPF_JSON_COUNTER(name, description) \
  add("json")(#name, slots.json.name, description);
#include "runtime/json/json_counters.def"
  return counters;
}

}  // namespace iotpf
