// libzip reads the whole directory as it opens an archive, a few hundred bytes
// an entry. Every entry of a directory begins with the same four bytes, so
// their number in the file bounds that of the entries before anything is
// allocated.
#include "runtime/proxy/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

size_t MostEntries(std::string_view bytes) {
  constexpr std::string_view kDirectoryEntry("PK\1\2", 4);
  size_t count = 0;
  for (size_t at = bytes.find(kDirectoryEntry); at != std::string_view::npos;
       at = bytes.find(kDirectoryEntry, at + kDirectoryEntry.size())) {
    ++count;
  }
  return count;
}

Error Reason(zip_error_t& error) {
  Error reason{zip_error_strerror(&error)};
  zip_error_fini(&error);
  return reason;
}

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct ZipArchive::State {
  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }
  std::string bytes;
  zip_t* archive = nullptr;
};

ZipArchive::ZipArchive(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::Open(std::string bytes) {
  if (MostEntries(bytes) > kMaxZipEntries) {
    return Error{"too many entries"};
  }
  auto state = std::make_unique<State>();
  state->bytes = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(
      state->bytes.data(), state->bytes.size(), 0, &error);
  if (source == nullptr) return Reason(error);
  state->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (state->archive == nullptr) {
    zip_source_free(source);
    return Reason(error);
  }
  zip_error_fini(&error);
  return ZipArchive(std::move(state));
}

size_t ZipArchive::size() const {
  const zip_int64_t entries = zip_get_num_entries(state_->archive, 0);
  return entries < 0 ? 0 : static_cast<size_t>(entries);
}

std::string_view ZipArchive::NameOf(size_t entry) const {
  const char* const name = zip_get_name(state_->archive, entry, ZIP_FL_ENC_RAW);
  return name == nullptr ? std::string_view() : std::string_view(name);
}

Result<std::string> ZipArchive::Read(size_t entry, size_t most) {
  const std::unique_ptr<zip_file_t, FileCloser> file(
      zip_fopen_index(state_->archive, entry, 0));
  if (!file) return Error{zip_strerror(state_->archive)};
  std::string bytes;
  constexpr size_t kStep = size_t{64} << 10;
  while (bytes.size() < most) {
    const size_t before = bytes.size();
    bytes.resize(std::min(before + kStep, most));
    const zip_int64_t got =
        zip_fread(file.get(), bytes.data() + before, bytes.size() - before);
    if (got < 0) return Error{zip_file_strerror(file.get())};
    bytes.resize(before + static_cast<size_t>(got));
    if (got == 0) break;
  }
  return bytes;
}

}  // namespace iotpf::runtime
