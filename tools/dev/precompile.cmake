# Parses headers that many files include once: IOTPF_PRECOMPILE halves the time
# to build everything. They are those of other projects alone, so no change here
# makes them anew. A file still includes all that it uses: a build without this
# option, which is the default, finds what is missing.
#
# A set serves every target whose compiler has the same options and the same
# macros where these headers ask for them.

# iotpf_precompile(TARGET SET): TARGET takes its headers from SET, which is
# `library` or what iotpf_precompiled_set() made.
function(iotpf_precompile target set)
  if(IOTPF_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM iotpf_precompiled_${set})
  endif()
endfunction()

# iotpf_precompiled_set(SET OPTIONS ... HEADERS ... USES library...): the
# headers below and more. OPTIONS are those of the compiler that its targets
# have and libraries of this project have not.
function(iotpf_precompiled_set set)
  if(NOT IOTPF_PRECOMPILE)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "OPTIONS;HEADERS;USES" ${ARGN})
  set(source ${PROJECT_BINARY_DIR}/precompiled_${set}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(iotpf_precompiled_${set} OBJECT ${source})
  target_compile_options(iotpf_precompiled_${set} PRIVATE ${ARG_OPTIONS})
  target_link_libraries(iotpf_precompiled_${set} PRIVATE
    ${ARG_USES} iotpf_warnings)
  target_precompile_headers(iotpf_precompiled_${set} PRIVATE
    <algorithm> <array> <charconv> <cstddef> <cstdint> <cstring> <filesystem>
    <fstream> <functional> <iterator> <limits> <map> <memory> <optional> <set>
    <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant>
    <vector> <fmt/format.h> ${ARG_HEADERS})
endfunction()

# -fpch-preprocess is for ccache. GCC 12 takes code inlined from a precompiled
# header for ours and warns of overflows in std::string that cannot be; builds
# without this option keep these warnings.
if(IOTPF_PRECOMPILE)
  add_compile_options(-pthread -fpch-preprocess)
  add_compile_definitions(FMT_SHARED)
  target_compile_options(iotpf_warnings INTERFACE
    -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
iotpf_precompiled_set(library)
iotpf_precompiled_set(program
  OPTIONS -fPIE HEADERS <CLI/CLI.hpp> USES CLI11::CLI11)
