// Scanner: inputs in, a verdict for each of their sessions out.
#ifndef IOTPF_SCANNER_H_
#define IOTPF_SCANNER_H_

#include <iotpf/explain.h>
#include <iotpf/profile.h>
#include <iotpf/result.h>
#include <iotpf/ruleset.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// One end of a session; what is not known is empty.
struct EndpointReport {
  std::string ip;  // as text
  std::optional<uint16_t> port;
};

struct RequestReport {
  std::string method;
  std::string host;
  std::string path;
};

// What is said of one session. Strings from traffic are raw bytes.
struct SessionReport {
  std::string input;    // name of the input it was found in
  uint64_t number = 0;  // within the input, from 1, in order of the reports
  SessionKind kind = SessionKind::Flow;
  std::string id;                  // of a decoded session that has one
  std::optional<int64_t> time_ns;  // start, nanoseconds since 1970 UTC
  std::string transport;           // `tcp`, `udp`, or empty
  EndpointReport client;
  EndpointReport server;
  std::string server_name;               // empty: not known
  bool has_sni = false;                  // the client named it in TLS
  std::string protocol;                  // `tls`, `http`, ...; empty: not known
  std::optional<RequestReport> request;  // exchanges whose request was seen
  Verdict verdict;                       // rows of the scanner's ruleset
  std::vector<uint64_t> exchanges;       // of a flow: numbers of its exchanges
  // Where ScanOptions ask for it. Null also where more sessions ended at once
  // than explanations may be held for: `explanations_left_out`.
  std::shared_ptr<const Explanation> explanation;
};

// Who takes the results of a scan. Called by the thread that scans.
class ScanListener {
 public:
  virtual ~ScanListener() = default;
  // The next session. False ends the scan: nobody takes results any more.
  virtual bool OnSession(const SessionReport& session) = 0;
  // Something of the input could not be read; one line that names it. Scanning
  // goes on with what can be read.
  virtual void OnProblem(const Error& problem) = 0;
  // Bytes of the input read so far, and of how many where that is known.
  virtual void OnProgress(uint64_t done, std::optional<uint64_t> total) {
    static_cast<void>(done);
    static_cast<void>(total);
  }
};

struct ScanOptions {
  unsigned workers = 0;        // threads; 0: one for each core
  bool use_evaluator = false;  // the reference evaluator instead of native code
  std::optional<ExplainOptions> explain = std::nullopt;  // each session
  bool profile = false;  // count and time tests; native code only
  // Of sessions of captures with the same claims only some get their evidence,
  // one of them for certain: for who sums up, and needs an example.
  bool only_examples = false;
  // Once set, by a handler of signals perhaps, inputs end where they are: what
  // was found so far is judged and reported. Outlives the scanner.
  const std::atomic<bool>* stop = nullptr;
  // Files whose secrets TLS is decrypted with: key logs in the format of NSS,
  // private RSA keys in PEM. Secrets inside of captures are used in any case.
  std::vector<std::string> key_logs = {};
  std::vector<std::string> rsa_keys = {};
  // The key that both sides of TLS or DTLS share, in hex digits; empty: none.
  std::string shared_key = {};
};

// Something counted over all scans of a scanner: what was read, and what limits
// made it leave out.
struct ScanCounter {
  std::string_view group;  // `capture`, `protocols`, `tls`, `json`, `scan`
  std::string_view name;   // `flows_evicted`
  std::string_view description;
  uint64_t value = 0;
};

// Scans inputs with one ruleset. Reports are the same for any number of
// workers.
//
//   Cost     memory is bounded whatever the size of the inputs.
//   Threads  one at a time; starts workers of its own.
class Scanner {
 public:
  // Takes the ruleset. One without native code is run by the reference
  // evaluator.
  //
  //   Errors   a regex of the ruleset does not compile; a profile of what is
  //            not native code; a file with keys cannot be read.
  static Result<Scanner> Create(Ruleset ruleset,
                                const ScanOptions& options = {});
  Scanner(Scanner&&) noexcept;
  Scanner& operator=(Scanner&&) noexcept;
  ~Scanner();

  // Scans one input: a capture, a HAR, an archive of Fiddler, flows of
  // mitmproxy, or JSON Lines of sessions, known by their first bytes, each
  // perhaps compressed with gzip or zstd. "-" is standard input.
  //
  //   Output   whether the input was read whole; if not, the listener was told
  //            why, or the scan was asked to stop.
  bool Scan(const std::string& input, ScanListener& listener);

  // Scans what an interface sees until that is stopped (ScanOptions::stop).
  // `filter` is in the language of pcap-filter(7); empty: everything. Sessions
  // are told as they end.
  //
  //   Output   whether it went on until then; if not, the listener was told
  //            why.
  bool ScanInterface(const std::string& interface, const std::string& filter,
                     ScanListener& listener);

  // Whether a file begins like an input that Scan() has a reader for.
  static bool IsInput(const std::string& path);

  // The rows that verdicts speak of.
  RulesetView ruleset() const;
  std::vector<ScanCounter> counters() const;
  // Of all scans so far; nothing where ScanOptions do not ask for it.
  std::optional<ScanProfile> profile() const;

 private:
  struct State;
  explicit Scanner(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace iotpf

#endif  // IOTPF_SCANNER_H_
