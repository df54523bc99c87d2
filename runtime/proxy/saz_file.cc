// An archive of Fiddler has three entries a session: raw/N_c.txt is what the
// client sent, raw/N_s.txt what it was answered, raw/N_m.xml says when and
// between whom. The messages are those of HTTP/1, whatever the wire spoke, and
// go through its decoder as the two directions of one connection.
//
// Of the XML only attributes with fixed names are wanted, so they are searched
// for as text.
//
// What an archive unpacks to is bounded for an entry, since of a body no more
// than its beginning is kept, and by a ratio for all of them.
#include "runtime/proxy/saz_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "runtime/json/value_text.h"
#include "runtime/limits.h"
#include "runtime/protocols/http_connection.h"
#include "runtime/proxy/stored_exchange.h"

namespace iotpf::runtime {
namespace {

// A value of `kind` in an attribute: ` name="value"`.
std::string_view Attribute(std::string_view xml, std::string_view name) {
  const std::string wanted = fmt::format(" {}=\"", name);
  const size_t at = xml.find(wanted);
  if (at == std::string_view::npos) return {};
  xml.remove_prefix(at + wanted.size());
  return xml.substr(0, xml.find('"'));
}

// The value of `<SessionFlag N="name" V="value" />`.
std::string_view Flag(std::string_view xml, std::string_view name) {
  const size_t at = xml.find(fmt::format(" N=\"{}\"", name));
  if (at == std::string_view::npos) return {};
  xml.remove_prefix(at);
  return Attribute(xml.substr(0, xml.find('>')), "V");
}

int64_t Number(std::string_view digits) {
  int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void ReadAbout(std::string_view xml, StoredExchange& stored) {
  stored.time_ns = ReadTime(Attribute(xml, "ClientBeginRequest"));
  if (!stored.time_ns) {
    stored.time_ns = ReadTime(Attribute(xml, "ClientConnected"));
  }
  stored.flow.client_ip = ReadIp(Flag(xml, "x-clientip")).value_or("");
  stored.flow.client_port = Number(Flag(xml, "x-clientport"));
  stored.flow.server_ip = ReadIp(Flag(xml, "x-hostip")).value_or("");
  stored.flow.sni = Flag(xml, "https-Client-SNIHostname");
}

// One exchange from the bytes of both sides.
HttpExchange Decode(std::string_view request, std::string_view response,
                    bool is_whole, DecodeCounters& counters) {
  HttpConnection connection(counters);
  connection.OnBytes(Sender::Client, request, {});
  connection.OnEnd(Sender::Client, is_whole);
  connection.OnBytes(Sender::Server, response, {});
  connection.OnEnd(Sender::Server, is_whole);
  std::vector<HttpExchange> exchanges = connection.TakeExchanges();
  return exchanges.empty() ? HttpExchange() : std::move(exchanges.front());
}

}  // namespace

bool IsSaz(std::string_view beginning) {
  constexpr std::string_view kZip("PK\3\4", 4);
  return beginning.starts_with(kZip) &&
         beginning.find("raw/") != std::string_view::npos;
}

Result<SazFile> SazFile::Open(InputFile input, DecodeCounters& counters) {
  const std::string name = input.name();
  std::string bytes;
  for (std::string_view block = input.TakeBlock(); !block.empty();
       block = input.TakeBlock()) {
    bytes += block;
    if (bytes.size() > kSazFileBytes) {
      return Error{fmt::format("{}: is larger than {} MiB; split it", name,
                               kSazFileBytes >> 20)};
    }
  }
  if (input.error()) return *input.error();
  const size_t size = bytes.size();
  Result<ZipArchive> archive = ZipArchive::Open(std::move(bytes));
  if (!archive) {
    return Error{fmt::format("{}: is no archive that can be read: {}", name,
                             archive.error().message)};
  }
  SazFile saz(name, std::move(*archive), size, counters);
  saz.FindSessions();
  if (!saz.sessions_.empty()) return saz;
  return Error{
      fmt::format("{}: has no sessions of Fiddler, `raw/1_c.txt`", name)};
}

SazFile::SazFile(std::string name, ZipArchive archive, size_t size,
                 DecodeCounters& counters)
    : name_(std::move(name)),
      archive_(std::move(archive)),
      counters_(&counters),
      budget_(kSazUnpackedBytes + size * kSazRatio) {}

void SazFile::FindSessions() {
  constexpr std::string_view kFolder = "raw/";
  std::map<uint64_t, Parts> found;
  for (size_t entry = 0; entry < archive_.size(); ++entry) {
    std::string_view name = archive_.NameOf(entry);
    if (!name.starts_with(kFolder)) continue;
    name.remove_prefix(kFolder.size());
    uint64_t number = 0;
    const auto read =
        std::from_chars(name.data(), name.data() + name.size(), number);
    if (read.ec != std::errc() || read.ptr == name.data()) continue;
    const std::string_view kind(read.ptr, name.data() + name.size());
    // Of two entries of one name the first counts.
    const auto take = [entry](size_t& part) {
      if (part == kNone) part = entry;
    };
    if (kind == "_c.txt") take(found[number].request);
    if (kind == "_s.txt") take(found[number].response);
    if (kind == "_m.xml") take(found[number].about);
  }
  for (const auto& [number, parts] : found) {
    const bool has_messages = parts.request != kNone || parts.response != kNone;
    if (has_messages) sessions_.push_back({number, parts});
  }
}

Result<std::string> SazFile::ReadPart(size_t entry, size_t most) {
  if (entry == kNone) return std::string();
  Result<std::string> bytes = archive_.Read(entry, most);
  if (bytes) budget_ -= std::min<uint64_t>(budget_, bytes->size());
  return bytes;
}

Result<bool> SazFile::Next(Session& session) {
  session = Session();
  if (next_ == sessions_.size()) return false;
  const Numbered& numbered = sessions_[next_++];
  if (budget_ == 0) {
    next_ = sessions_.size();
    return Error{fmt::format(
        "{}: unpacks to more than {} times its size; sessions from {} on are "
        "left out",
        name_, kSazRatio, numbered.number)};
  }
  const Result<std::string> request =
      ReadPart(numbered.parts.request, kSazMessageBytes);
  const Result<std::string> response =
      ReadPart(numbered.parts.response, kSazMessageBytes);
  const Result<std::string> about =
      ReadPart(numbered.parts.about, kSazAboutBytes);
  for (const Result<std::string>* part : {&request, &response, &about}) {
    if (*part) continue;
    return Error{
        fmt::format("{}: session {} cannot be unpacked: {}; it is "
                    "left out",
                    name_, numbered.number, part->error().message)};
  }
  StoredExchange stored;
  stored.flow.transport = "tcp";
  ReadAbout(*about, stored);
  const bool is_whole =
      request->size() < kSazMessageBytes && response->size() < kSazMessageBytes;
  stored.exchange = Decode(*request, *response, is_whole, *counters_);
  if (!stored.exchange.request && !stored.exchange.response) {
    return Error{fmt::format("{}: session {} is no HTTP; it is left out", name_,
                             numbered.number)};
  }
  WriteStoredExchange(std::move(stored), session);
  session.id = std::to_string(numbered.number);
  return true;
}

}  // namespace iotpf::runtime
