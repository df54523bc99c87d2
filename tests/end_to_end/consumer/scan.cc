// scan CAPTURE: which platforms the standard rules find.
//
// A program outside of the tree needs three things of the installed package:
// the target iotpf::runtime, the folder of the compiled rules, and the public
// headers.

#include <iotpf/ruleset.h>

#include "print_claims.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto rules = iotpf::Ruleset::Load(STANDARD_RULES);
  if (!rules) {
    std::cerr << rules.error().message << '\n';
    return 3;
  }
  return PrintClaims(std::move(*rules), argv[1]);
}
