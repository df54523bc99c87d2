// Ruleset: compiled rules, loaded and checked.
#ifndef IOTPF_RULESET_H_
#define IOTPF_RULESET_H_

#include <iotpf/result.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace iotpf {

// Owns a ruleset: a library made by iotpfc, or the portable tables.
//
//   Threads   constant after it is made: any number may read it and call its
//             functions.
class Ruleset {
 public:
  // Loads a library. All checks read the file; its code is mapped only after
  // them and runs only when a function is called.
  //
  //   Errors   one line that names `path`: missing, no library, made for
  //   another
  //            machine, no compiled ruleset, another ABI, another table of
  //            fields, CPU features that this machine lacks.
  static Result<Ruleset> Load(const std::string& path);

  // Takes a copy of portable tables, as WriteImage() makes them.
  //
  //   Requires  tables made by this version: anything else is a bug.
  static Ruleset FromImage(std::string_view image);

  // The tables; they live as long as this object, also when it is moved.
  RulesetView view() const { return RulesetView(image_); }

  // Whether there is native code. Null functions go with portable tables.
  bool is_native() const { return advance() != nullptr; }
  iotpf_advance_function advance() const;
  iotpf_claims_function claims() const;
  iotpf_scopes_function scopes() const;
  iotpf_open_function is_open() const;

 private:
  struct CloseLibrary {
    void operator()(void* handle) const;
  };

  Ruleset() = default;

  std::unique_ptr<void, CloseLibrary> library_;  // null for portable tables
  std::unique_ptr<uint64_t[]> tables_;           // null for a library
  const iotpf_ruleset* image_ = nullptr;
};

}  // namespace iotpf

#endif  // IOTPF_RULESET_H_
