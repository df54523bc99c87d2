// compile_and_scan CAPTURE: which hosts named shop.example.org were asked.
//
// Rules need no file: a program can hold their text, compile it, and scan with
// the tables that come out. The reference evaluator runs them.

#include <iotpf/compiler.h>

#include "print_claims.h"

constexpr const char* kRules = R"(
module consumer;
provider example "Example" {
    platform shop "Example shop" {
        reference = "made for this program";
        fingerprint mobile {
            positive host : easy = server.name == "shop.example.org";
        }
    }
}
)";

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  iotpf::CompileOptions options;
  options.emit = iotpf::EmitStage::Tables;
  const auto compiled = iotpf::Compile({{"shop.fp", kRules}}, options);
  if (!compiled || !compiled->ok) {
    std::cerr << (compiled ? compiled->diagnostics : compiled.error().message);
    return 1;
  }
  return PrintClaims(iotpf::Ruleset::FromImage(compiled->output), argv[1]);
}
