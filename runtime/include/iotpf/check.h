// IOTPF_CHECK: a bug in this program stops it. Never for input of any kind.
#ifndef IOTPF_CHECK_H_
#define IOTPF_CHECK_H_

#include <cstdio>
#include <cstdlib>

#define IOTPF_CHECK(condition)                                                \
  do {                                                                        \
    if (!(condition)) {                                                       \
      std::fprintf(stderr, "%s:%d: internal error: %s\n", __FILE__, __LINE__, \
                   #condition);                                               \
      std::abort();                                                           \
    }                                                                         \
  } while (false)

#endif  // IOTPF_CHECK_H_
