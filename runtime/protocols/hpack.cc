// Header compression of HTTP/2, undone by nghttp2.
//
// How large its table may grow is agreed between the two directions, so what a
// block means would depend on how they interleave. It need not: each change of
// the size stands in the blocks themselves (RFC 7541, 6.3), and the agreement
// only bounds it. Here the bound is a cap of our own.

#include "runtime/protocols/hpack.h"

#include "runtime/limits.h"

#include <nghttp2/nghttp2.h>

namespace iotpf::runtime {
namespace {

std::string_view ViewOf(const uint8_t* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

struct HpackDecoder::Inflater {
  Inflater() {
    if (nghttp2_hd_inflate_new(&state) != 0) state = nullptr;
    ok = state != nullptr &&
         nghttp2_hd_inflate_change_table_size(state, kMaxHpackTableBytes) == 0;
  }
  ~Inflater() { nghttp2_hd_inflate_del(state); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  nghttp2_hd_inflater* state = nullptr;
  bool ok = false;
};

HpackDecoder::HpackDecoder() = default;
HpackDecoder::~HpackDecoder() = default;

bool HpackDecoder::Add(std::string_view bytes) {
  return bytes.empty() || Inflate(bytes, false);
}

bool HpackDecoder::End() { return Inflate({}, true); }

bool HpackDecoder::Inflate(std::string_view bytes, bool is_last) {
  if (!inflater_) inflater_ = std::make_unique<Inflater>();
  if (!inflater_->ok) return false;
  const auto* next = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  while (true) {
    nghttp2_nv field{};
    int flags = 0;
    const ssize_t used = nghttp2_hd_inflate_hd2(
        inflater_->state, &field, &flags, next, left, is_last ? 1 : 0);
    if (used < 0) return false;
    next += used;
    left -= static_cast<size_t>(used);
    const bool emits = (flags & NGHTTP2_HD_INFLATE_EMIT) != 0;
    if (emits) {
      fields_.Add(ViewOf(field.name, field.namelen),
                  ViewOf(field.value, field.valuelen));
    }
    if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0) {
      return nghttp2_hd_inflate_end_headers(inflater_->state) == 0;
    }
    if (!emits && left == 0) return !is_last;
  }
}

}  // namespace iotpf::runtime
