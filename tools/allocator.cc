// jemalloc takes the place of malloc by being linked: a scan takes and gives
// back a few blocks for each of many flows, in no order, and finds them in no
// order. In pages of 2 MiB, where the system has them, most of these find their
// address in the TLB; and what a busy moment leaves goes back soon.
//
//   Source   jemalloc(3): malloc_conf, opt.thp, opt.dirty_decay_ms.
#include <jemalloc/jemalloc.h>

const char* malloc_conf = "thp:always,dirty_decay_ms:200";
