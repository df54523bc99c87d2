// Feeds stream decoders the same streams in many cuts.
//
// The promise under test is that records depend on the bytes of the two
// directions alone. So every feeding is a way of cutting the steps of a script
// into pieces and of merging the pieces of its two directions, and all of them
// are compared with the first.

#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace iotpf::tests {
namespace {

// Of all runs of a script that is cut in one way. Sanitizers take several times
// as long; the build without them makes all cuts.
#ifdef __SANITIZE_ADDRESS__
constexpr size_t kCutBytes = size_t{2} << 20;
#else
constexpr size_t kCutBytes = size_t{8} << 20;
#endif

using runtime::Sender;
using runtime::StreamPiece;
using runtime::StreamPieceKind;

// Cuts the bytes of the steps before each position that `cut` says yes to;
// positions count from 0 at the first step.
StreamSteps CutWhere(const StreamSteps& steps,
                     const std::function<bool(size_t)>& cut) {
  StreamSteps pieces;
  size_t position = 0;
  for (const StreamPiece& step : steps) {
    if (step.kind != StreamPieceKind::Bytes) {
      pieces.push_back(step);
      continue;
    }
    pieces.push_back(Bytes({}));
    for (const char byte : step.bytes) {
      if (!pieces.back().bytes.empty() && cut(position)) {
        pieces.push_back(Bytes({}));
      }
      pieces.back().bytes += byte;
      ++position;
    }
  }
  return pieces;
}

// The same with one cut, before `place`.
StreamSteps CutAt(const StreamSteps& steps, size_t place) {
  StreamSteps pieces;
  size_t begin = 0;
  for (const StreamPiece& step : steps) {
    const size_t end = begin + step.bytes.size();
    if (begin < place && place < end) {
      pieces.push_back(Bytes(step.bytes.substr(0, place - begin)));
      pieces.push_back(Bytes(step.bytes.substr(place - begin)));
    } else {
      pieces.push_back(step);
    }
    begin = end;
  }
  return pieces;
}

// Merges the pieces of both directions; `client_next` chooses.
Feed Merged(StreamSteps client, StreamSteps server,
            std::function<bool()> client_next) {
  return [=](runtime::StreamDecoder& decoder) {
    size_t c = 0;
    size_t s = 0;
    while (c < client.size() || s < server.size()) {
      const bool take_client =
          s == server.size() || (c < client.size() && client_next());
      if (take_client) {
        Give(ViewOf(client[c++]), Sender::Client, decoder);
      } else {
        Give(ViewOf(server[s++]), Sender::Server, decoder);
      }
    }
  };
}

Feed Random(const StreamScript& script, unsigned seed) {
  auto random = std::make_shared<std::mt19937>(seed);
  const unsigned one_in = 1 + seed % 40;
  const auto cut = [random, one_in](size_t) {
    return (*random)() % one_in == 0;
  };
  return Merged(CutWhere(script.client, cut), CutWhere(script.server, cut),
                [random] { return (*random)() % 2 == 0; });
}

size_t SizeOf(const StreamSteps& steps) {
  size_t size = 0;
  for (const StreamPiece& step : steps) size += step.bytes.size();
  return size;
}

}  // namespace

StreamPiece Bytes(std::string_view bytes) {
  return {.bytes = std::string(bytes)};
}
StreamPiece Gap(uint64_t size) {
  return {.kind = StreamPieceKind::Gap, .gap_size = size};
}
StreamPiece Fin() { return {.kind = StreamPieceKind::CleanEnd}; }
StreamPiece Cut() { return {.kind = StreamPieceKind::UncleanEnd}; }

void TakingDecoder::OnBytes(Sender sender, std::string_view bytes,
                            const runtime::ByteOrigin& origin) {
  decoder_.OnBytes(sender, bytes, origin);
  Take();
}
void TakingDecoder::OnGap(Sender sender, uint64_t size) {
  decoder_.OnGap(sender, size);
  Take();
}
void TakingDecoder::OnEnd(Sender sender, bool clean) {
  decoder_.OnEnd(sender, clean);
  Take();
}
void TakingDecoder::Take() {
  for (runtime::HttpExchange& exchange : decoder_.TakeExchanges()) {
    taken_.push_back(std::move(exchange));
  }
}

std::string RunInAllCuts(const StreamScript& script, const Run& run) {
  const auto client_first = [] { return true; };
  const auto server_first = [] { return false; };
  const std::string expected =
      run(Merged(script.client, script.server, client_first));
  CHECK(run(Merged(script.client, script.server, server_first)) == expected);

  // The cost is quadratic, so long scripts are cut at every n-th place only.
  const size_t size = std::max(SizeOf(script.client), SizeOf(script.server));
  const auto runs = [size](size_t least, size_t most) {
    return std::clamp(kCutBytes / std::max<size_t>(size, 1), least, most);
  };
  const size_t stride = 1 + size / runs(60, 1500);
  for (size_t place = 1; place < size; place += stride) {
    const StreamSteps client = CutAt(script.client, place);
    const StreamSteps server = CutAt(script.server, place);
    bool turn = false;
    const auto in_turn = [&turn] { return turn = !turn; };
    const std::string actual = run(Merged(client, server, in_turn));
    REQUIRE_MESSAGE(actual == expected, "cut at " << place);
  }
  const auto everywhere = [](size_t) { return true; };
  const StreamSteps client = CutWhere(script.client, everywhere);
  const StreamSteps server = CutWhere(script.server, everywhere);
  CHECK(run(Merged(client, server, client_first)) == expected);
  CHECK(run(Merged(client, server, server_first)) == expected);
  for (unsigned seed = 0; seed < runs(10, 60); ++seed) {
    REQUIRE_MESSAGE(run(Random(script, seed)) == expected, "seed " << seed);
  }
  return expected;
}

std::string Mutate(std::string bytes, std::mt19937& random) {
  const size_t changes = 1 + random() % 4;
  for (size_t i = 0; i < changes && !bytes.empty(); ++i) {
    const size_t place = random() % bytes.size();
    const size_t run = 1 + random() % 8;
    switch (random() % 6) {
      case 0:
        bytes[place] = static_cast<char>(random());
        break;
      case 1:
        bytes[place] = static_cast<char>(bytes[place] ^ (1 << random() % 8));
        break;
      case 2:
        bytes.erase(place, run);
        break;
      case 3:
        bytes.insert(place, bytes.substr(place, run));
        break;
      case 4:
        bytes[place] = "\0\xff\x7f\x80\n 0"[random() % 7];
        break;
      case 5:
        std::swap(bytes[place], bytes[random() % bytes.size()]);
        break;
    }
  }
  return bytes;
}

void RunMutants(const StreamScript& script, const Run& run, int count) {
  std::mt19937 random(20240607);
  for (int i = 0; i < count; ++i) {
    StreamScript mutant = script;
    for (StreamSteps* steps : {&mutant.client, &mutant.server}) {
      for (StreamPiece& step : *steps) step.bytes = Mutate(step.bytes, random);
      if (random() % 4 == 0 && !steps->empty()) {
        steps->insert(steps->begin() + random() % steps->size(),
                      Gap(random() % 64));
      }
    }
    const auto seed = static_cast<unsigned>(random());
    const std::string uncut =
        run(Merged(mutant.client, mutant.server, [] { return true; }));
    REQUIRE_MESSAGE(run(Random(mutant, seed)) == uncut, "mutant " << i);
  }
}

void CheckInAllCuts(const std::vector<StreamCase>& cases, const Run& run) {
  for (const StreamCase& test : cases) {
    CAPTURE(test.what);
    CHECK(RunInAllCuts(test.script, run) == test.expected);
  }
}

void RunMutants(const std::vector<StreamCase>& cases, const Run& run,
                int count) {
  for (const StreamCase& test : cases) {
    CAPTURE(test.what);
    RunMutants(test.script, run, count);
  }
}

std::string BigEndian(uint64_t value, int size) {
  std::string bytes;
  for (int i = size - 1; i >= 0; --i) {
    bytes += static_cast<char>(value >> (8 * i) & 0xff);
  }
  return bytes;
}

}  // namespace iotpf::tests
