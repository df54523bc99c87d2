// The options of iotpf-run. They stand apart from the program, so that what can
// be asked and what is done with it read on their own.

#include "tools/run_options.h"

#include <iotpf/live_filter.h>

#include <CLI/CLI.hpp>

namespace iotpf::tools {

void AddRunOptions(CLI::App& app, RunOptions& options) {
  app.add_option("INPUT", options.inputs,
                 "pcap or pcapng captures, HAR files, archives of Fiddler, "
                 "flows of mitmproxy, JSON Lines of sessions, "
                 "each perhaps compressed with gzip or zstd; a folder stands "
                 "for the inputs in and below it, @FILE for those that the "
                 "lines of FILE name, a pattern with * ? [] for those it "
                 "matches, - for standard input");
  app.add_option("-i,--interface", options.interface,
                 "capture from this interface until SIGINT, and report "
                 "sessions as they end")
      ->type_name("IFACE");
  app.add_option("--filter", options.filter,
                 "which packets of the interface, in the language of "
                 "pcap-filter(7)")
      ->type_name("EXPR");
  app.add_option("-r,--rules", options.rules,
                 "a compiled library, or .fp files and folders of them "
                 "(default: the standard rules); once for each")
      ->type_name("RULES")
      ->allow_extra_args(false);
  app.add_option("--keylog", options.key_logs,
                 "secrets that TLS is decrypted with: a key log, as browsers "
                 "write it to SSLKEYLOGFILE; once for each")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--rsa-key", options.rsa_keys,
                 "a private key in PEM, for TLS whose keys are exchanged by "
                 "RSA; once for each")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--psk", options.shared_key,
                 "the key that both sides of TLS or DTLS share, in hex digits")
      ->type_name("KEY");
  app.add_option("-o,--output", options.output,
                 "where to write; - is standard output (default)")
      ->type_name("FILE");
  app.add_flag("--json", options.json, "JSON Lines, one object a session");
  app.add_flag("--unknown", options.unknown,
               "servers of the sessions that no rule claims, by host, SNI or "
               "name, most frequent first; with --json an object a line");
  app.add_flag("--explain", options.explain,
               "why each session has its verdict: conditions, what was seen, "
               "what would change it; of the platforms that matter, with =all "
               "of all, with =ID of one");
  app.add_flag("--stats", options.stats,
               "what was read and what was dropped, on standard error");
  app.add_flag("--profile", options.profile,
               "which features were tested, how often they held and what share "
               "of the time each took, by stage, on standard error");
  app.add_option("-j,--workers", options.workers,
                 "threads (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  AddColorOption(app, options.color);
  app.add_flag("-q,--quiet", options.quiet, "no progress bar");
  app.add_flag("--evaluator", options.evaluator,
               "judge by the reference evaluator instead of native code");
}

std::string WrongUsage(const RunOptions& options) {
  if (options.inputs.empty() && options.interface.empty()) {
    return "INPUT is required; name a capture, or an interface with -i";
  }
  if (!options.filter.empty() && options.interface.empty()) {
    return "--filter is of what an interface sees; name one with -i";
  }
  if (options.unknown && !options.explain.empty()) {
    return "--unknown lists servers, --explain sessions; name one of them";
  }
  if (options.filter.empty()) return "";
  const Result<void> filter = CheckLiveFilter(options.filter);
  return filter ? "" : filter.error().message;
}

}  // namespace iotpf::tools
