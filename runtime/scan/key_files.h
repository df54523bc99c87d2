// The files that people give to decrypt TLS with.
#ifndef IOTPF_RUNTIME_SCAN_KEY_FILES_H_
#define IOTPF_RUNTIME_SCAN_KEY_FILES_H_

#include "runtime/tls/tls_secrets.h"

#include <iotpf/result.h>
#include <iotpf/scanner.h>

namespace iotpf::runtime {

// Takes the keys that `options` name: logs and RSA keys in files, a shared key.
//
//   Errors   a file cannot be read, is too large, or holds no key.
Result<void> ReadKeyFiles(const ScanOptions& options, TlsSecrets& secrets);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_KEY_FILES_H_
