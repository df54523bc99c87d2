// Dialogues of lines, and of tags: mail, FTP, XMPP.
//
// Only what decides whose turn it is, and whether TLS begins, is read. A client
// that logs in, or sends a mail, asks for TLS no more where its protocol
// forbids that; the dialogue is over there, and what follows need not be
// followed.
#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/dialogue.h"

#include <algorithm>
#include <array>
#include <string>

namespace iotpf::runtime {
namespace {

using Step = DialogueStep;

// ---- lines

// The next word of a line without its end; words stand behind spaces.
std::string_view TakeWord(std::string_view& line) {
  line = line.substr(0, line.find_first_of("\r\n"));
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

template <size_t N>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [word](std::string_view one) {
    return EqualsIgnoringCase(word, one);
  });
}

class LineDialogue : public Dialogue {
 public:
  size_t SizeOf(Sender, std::string_view bytes) const override {
    return LineSize(bytes);
  }
  DialogueStep On(Sender sender, std::string_view line) override {
    return sender == Sender::Client ? OnCommand(line) : OnReply(line);
  }

 protected:
  virtual DialogueStep OnCommand(std::string_view line) = 0;
  virtual DialogueStep OnReply(std::string_view line) = 0;

  bool asks_ = false;  // the last command asks for TLS
};

// Replies of SMTP and FTP: a line of a code, or several, of which all but the
// last have a dash behind the code. Lines between may be anything in FTP.
//
//   Source   RFC 5321, 4.2.1; RFC 959, 4.2.
class CodeDialogue : public LineDialogue {
 protected:
  DialogueStep OnReply(std::string_view line) final {
    const bool has_code = line.size() > 3 && IsDigit(line[0]) &&
                          IsDigit(line[1]) && IsDigit(line[2]);
    const std::string_view code = line.substr(0, 3);
    if (!open_code_.empty()) {
      const bool ends = has_code && code == open_code_ && line[3] != '-';
      if (!ends) return Step::More;
      open_code_.clear();
      return OnCode(code);
    }
    if (!has_code) return Step::Over;
    if (line[3] != '-') return OnCode(code);
    open_code_ = code;
    return Step::More;
  }
  virtual DialogueStep OnCode(std::string_view code) = 0;

 private:
  std::string open_code_;  // of a reply that goes on; empty: none does
};

// What the client says in answer to 334 counts as a command too.
class SmtpDialogue final : public CodeDialogue {
  DialogueStep OnCommand(std::string_view line) override {
    const std::string_view word = TakeWord(line);
    asks_ = EqualsIgnoringCase(word, "STARTTLS");
    return EqualsIgnoringCase(word, "BDAT") ? Step::Over : Step::Reply;
  }
  DialogueStep OnCode(std::string_view code) override {
    if (code == "354") return Step::Over;  // a mail follows
    return asks_ && code == "220" ? Step::Switch : Step::Reply;
  }
};

class FtpDialogue final : public CodeDialogue {
  DialogueStep OnCommand(std::string_view line) override {
    static constexpr std::array<std::string_view, 4> kKinds = {"TLS", "TLS-C",
                                                               "TLS-P", "SSL"};
    const bool is_auth = EqualsIgnoringCase(TakeWord(line), "AUTH");
    asks_ = is_auth && IsOneOf(TakeWord(line), kKinds);
    return Step::Reply;
  }
  DialogueStep OnCode(std::string_view code) override {
    if (code[0] == '1') return Step::More;  // the reply itself follows
    return asks_ && code == "234" ? Step::Switch : Step::Reply;
  }
};

// STLS counts before a login alone: RFC 2595, 4.
class Pop3Dialogue final : public LineDialogue {
  DialogueStep OnCommand(std::string_view line) override {
    static constexpr std::array<std::string_view, 3> kLogins = {"PASS", "APOP",
                                                                "AUTH"};
    const std::string_view word = TakeWord(line);
    const bool is_bare = TakeWord(line).empty();
    asks_ = EqualsIgnoringCase(word, "STLS");
    // Some ask so which logins there are.
    const bool asks_logins = is_bare && EqualsIgnoringCase(word, "AUTH");
    asks_list_ = asks_logins || EqualsIgnoringCase(word, "CAPA");
    return IsOneOf(word, kLogins) && !asks_logins ? Step::Over : Step::Reply;
  }
  DialogueStep OnReply(std::string_view line) override {
    if (in_list_) {
      in_list_ = TakeWord(line) != ".";
      return in_list_ ? Step::More : Step::Reply;
    }
    const bool is_granted = line.starts_with("+OK");
    if (!is_granted) {
      return line.starts_with("-ERR") ? Step::Reply : Step::Over;
    }
    in_list_ = asks_list_;
    if (in_list_) return Step::More;
    return asks_ ? Step::Switch : Step::Reply;
  }

  bool asks_list_ = false;  // a reply of several lines is asked for
  bool in_list_ = false;    // such a reply goes on
};

// A reply ends with the line that has the tag of its command; STARTTLS counts
// before a login alone: RFC 9051, 2.2.1 and 6.2.
class ImapDialogue final : public LineDialogue {
  DialogueStep OnCommand(std::string_view line) override {
    static constexpr std::array<std::string_view, 2> kLogins = {"LOGIN",
                                                                "AUTHENTICATE"};
    tag_ = TakeWord(line);
    const std::string_view word = TakeWord(line);
    asks_ = EqualsIgnoringCase(word, "STARTTLS");
    return IsOneOf(word, kLogins) ? Step::Over : Step::Reply;
  }
  DialogueStep OnReply(std::string_view line) override {
    const std::string_view tag = TakeWord(line);
    if (tag == "*") return tag_.empty() ? Step::Reply : Step::More;
    if (tag != tag_ || tag_.empty()) return Step::Over;
    const bool is_granted = EqualsIgnoringCase(TakeWord(line), "OK");
    return asks_ && is_granted ? Step::Switch : Step::Reply;
  }

  std::string tag_;  // of the last command; empty: the greeting is to come
};

// ---- tags

// The name of a tag without its prefix.
std::string_view LocalName(std::string_view tag) {
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

// A message is one tag, with the text before it. TLS is the first thing that is
// agreed on, if it is at all:
//
//   client  <stream>                       <starttls/>           TLS
//   server            <stream> <features/>             <proceed/>  TLS
//
//   Units    kMaxXmppTagBytes.
//   Source   RFC 6120, 4.2, 5.4 and 11.1.
class XmppDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender, std::string_view bytes) const override {
    const size_t begin = bytes.find('<');
    char quote = 0;
    for (size_t at = begin; at < bytes.size(); ++at) {
      if (at - begin >= kMaxXmppTagBytes) return kTooLong;
      const char c = bytes[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      }
    }
    return 0;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    std::string_view tag = message.substr(message.find('<') + 1);
    if (tag.starts_with('?')) return Step::More;
    if (tag.starts_with('!')) return Step::Over;
    int& depth = depths_[IndexOf(sender)];
    const bool closes = tag.starts_with('/');
    const bool is_empty = tag.ends_with("/>");
    if (depth == 0) {
      if (closes || is_empty || LocalName(tag) != "stream") return Step::Over;
      ++depth;
      return sender == Sender::Client ? Step::Reply : Step::More;
    }
    if (depth == 1) element_ = LocalName(tag);
    if (!is_empty) depth += closes ? -1 : 1;
    if (depth == 0) return Step::Over;
    return depth == 1 ? OnElement(sender) : Step::More;
  }

 private:
  // The element is whole.
  DialogueStep OnElement(Sender sender) {
    if (sender == Sender::Client) {
      asks_ = element_ == "starttls";
      return asks_ ? Step::Reply : Step::Over;
    }
    if (asks_ && element_ == "proceed") return Step::Switch;
    return !asks_ && element_ == "features" ? Step::Reply : Step::Over;
  }

  std::array<int, 2> depths_{};  // of open elements, by Sender
  std::string element_;          // right within the stream
  bool asks_ = false;            // the client asked for TLS
};

}  // namespace

std::unique_ptr<Dialogue> TextDialogueOf(Protocol protocol) {
  switch (protocol) {
    case Protocol::Smtp:
      return std::make_unique<SmtpDialogue>();
    case Protocol::Ftp:
      return std::make_unique<FtpDialogue>();
    case Protocol::Pop3:
      return std::make_unique<Pop3Dialogue>();
    case Protocol::Imap:
      return std::make_unique<ImapDialogue>();
    case Protocol::Xmpp:
      return std::make_unique<XmppDialogue>();
    default:
      return nullptr;
  }
}

}  // namespace iotpf::runtime
