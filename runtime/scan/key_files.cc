// Key files are read whole before the first packet, so that it does not matter
// where in a log the secrets of a connection stand.
#include "runtime/scan/key_files.h"

#include "runtime/limits.h"

#include <fstream>
#include <iterator>
#include <string>

namespace iotpf::runtime {
namespace {

Result<std::string> ReadKeyFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path + ": cannot be read; name a file with keys"};
  std::string text;
  std::string block(size_t{64} << 10, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         file.gcount() > 0) {
    text.append(block, 0, static_cast<size_t>(file.gcount()));
    if (text.size() > kMaxKeyFileBytes) {
      return Error{path + ": too large for a file with keys"};
    }
  }
  return text;
}

}  // namespace

Result<void> ReadKeyFiles(const ScanOptions& options, TlsSecrets& secrets) {
  for (const std::string& path : options.key_logs) {
    const Result<std::string> text = ReadKeyFile(path);
    if (!text) return text.error();
    secrets.AddKeyLog(*text);
  }
  for (const std::string& path : options.rsa_keys) {
    const Result<std::string> text = ReadKeyFile(path);
    if (!text) return text.error();
    const Result<void> added = secrets.AddRsaKey(*text);
    if (!added) return Error{path + ": " + added.error().message};
  }
  if (options.shared_key.empty()) return {};
  const Result<void> added = secrets.SetSharedKey(options.shared_key);
  if (!added) return Error{options.shared_key + ": " + added.error().message};
  return {};
}

}  // namespace iotpf::runtime
