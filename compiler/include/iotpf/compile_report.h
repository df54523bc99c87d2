// What a compilation did: where its time went, and which code tests got.
#ifndef IOTPF_COMPILE_REPORT_H_
#define IOTPF_COMPILE_REPORT_H_

#include <iotpf/field.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// Filled while rules compile, where CompileOptions names one: for people who
// ask why compilation takes long, or why rules match slowly.
struct CompileReport {
  // A step of the compilation. A step that comes back adds to its row.
  struct Stage {
    std::string_view name;
    std::chrono::nanoseconds time{0};  // by the clock on the wall
    uint64_t peak_bytes = 0;  // resident: the most up to the end of the step
  };

  // Tests of one reading that are done in the same way.
  struct Lowering {
    std::string_view name;
    uint32_t tests = 0;
    std::string size;  // of its tables, in words; or empty
  };

  // All that rules ask of one field, or of one key of it.
  struct Reading {
    Field field = Field{};
    std::string key;
    uint32_t tests = 0;
    bool has_own_code = false;  // else the loop over the tables of the image
    uint64_t table_bytes = 0;   // constants that its code made
    uint32_t functions = 0;     // the same, before they are put into others
    std::vector<Lowering> lowerings;
    std::vector<std::string> passed_budgets;  // in words
  };

  // A regex that RE2 runs, through the host.
  struct HostRegex {
    std::string path;  // where it first stands
    uint32_t line = 0;
    uint32_t column = 0;
    std::string pattern;  // bytes
    std::string why;
  };

  // A figure about the whole: "code", "44 functions of 4,740 instructions".
  struct Figure {
    std::string_view name;
    std::string text;
  };

  std::vector<Stage> stages;      // in order of their first beginning
  std::vector<Figure> figures;    // in the order of the stages
  std::vector<Reading> readings;  // in the order of the ruleset
  std::vector<HostRegex> host_regexes;

  // The stage that runs, if any, and since when; for EnterStage().
  size_t running = SIZE_MAX;
  std::chrono::steady_clock::time_point since;
};

// Ends the stage that runs and begins the one of this name, or goes on with it.
// An empty name ends only. Does nothing where `report` is null.
//
//   Input   `name`: a literal, which the report keeps.
//   Cost    a microsecond.
void EnterStage(CompileReport* report, std::string_view name);

}  // namespace iotpf

#endif  // IOTPF_COMPILE_REPORT_H_
