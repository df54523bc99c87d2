// Readers of stored sessions, read to their end.
#ifndef IOTPF_TESTS_SUPPORT_READ_SESSIONS_H_
#define IOTPF_TESTS_SUPPORT_READ_SESSIONS_H_

#include <doctest/doctest.h>

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {

struct StoredSessions {
  std::vector<Session> sessions;
  std::vector<std::string> problems;
};

// All that Next() of `reader` gives, whatever is wrong in between.
template <class Reader>
StoredSessions ReadSessions(Reader& reader) {
  StoredSessions read;
  while (true) {
    Session session;
    const Result<bool> has_session = reader.Next(session);
    if (!has_session) {
      read.problems.push_back(has_session.error().message);
      REQUIRE(read.problems.size() < 100);
    } else if (*has_session) {
      read.sessions.push_back(std::move(session));
    } else {
      return read;
    }
  }
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_READ_SESSIONS_H_
