// Runs the generated lexer and parser over one file.
//
// The parser first predicts with SLL, which is linear and enough for this
// grammar: it decides by one token everywhere. ANTLR reports by exceptions and
// through its error strategy; neither leaves this folder.

#include "compiler/parse/parse.h"

#include "compiler/parse/allow_comments.h"
#include "compiler/parse/build_ast.h"
#include "compiler/parse/byte_stream.h"
#include "compiler/parse/error_recovery.h"
#include "compiler/parse/syntax_errors.h"
#include "compiler/parse/token_spans.h"
#include "compiler/support/limits.h"
#include "compiler/support/utf8.h"

#include <IotpfLexer.h>
#include <IotpfParser.h>
#include <antlr4-runtime.h>

#include <memory>
#include <string_view>

namespace iotpf::parse {
namespace {

// The tokens of a file, which ANTLR keeps all at once.
class LimitedTokens : public antlr4::CommonTokenStream {
 public:
  using CommonTokenStream::CommonTokenStream;

  // Reads to the end of the file. False where it has more than kMaxTokens.
  bool Fill() {
    constexpr size_t kAtOnce = 1000;
    lazyInit();
    while (size() <= kMaxTokens) {
      if (fetch(kAtOnce) < kAtOnce) break;
    }
    // The end of the file is a token too.
    return size() <= kMaxTokens + 1;
  }
};

}  // namespace

bool CheckBytes(const SourceFile& file, uint32_t source,
                DiagnosticSink& diagnostics) {
  const std::string_view text = file.text();
  if (text.size() > kMaxSourceBytes) {
    diagnostics.Report({source, 0, 0}, diag::SourceTooLarge, text.size(),
                       kMaxSourceBytes);
    return false;
  }
  const size_t bad = FindInvalidUtf8(text);
  if (bad == std::string_view::npos) return true;
  const auto at = static_cast<uint32_t>(bad);
  diagnostics.Report({source, at, at + 1}, diag::NotUtf8,
                     static_cast<unsigned>(static_cast<uint8_t>(text[bad])));
  return false;
}

ast::File Parse(const SourceSet& sources, uint32_t source,
                DiagnosticSink& diagnostics) {
  ast::File tree;
  tree.source = source;
  const SourceFile& file = sources[source];
  if (!CheckBytes(file, source, diagnostics)) return tree;

  const uint32_t errors_before = diagnostics.error_count();
  const TokenSpans spans(file, source);
  ByteStream input(file.text());
  iotpf_grammar::IotpfLexer lexer(&input);
  lexer.removeErrorListeners();
  LimitedTokens tokens(&lexer);
  if (!tokens.Fill()) {
    tree.has_holes = true;
    diagnostics.Report(spans.Of(tokens.get(kMaxTokens)), diag::TooManyTokens,
                       kMaxTokens);
    return tree;
  }
  const std::vector<antlr4::Token*> all = tokens.getTokens();
  if (!CheckTokens(all, spans, diagnostics)) {
    tree.has_holes = true;
    return tree;
  }

  iotpf_grammar::IotpfParser parser(&tokens);
  parser.removeErrorListeners();
  SyntaxErrors errors(all, spans, diagnostics);
  parser.setErrorHandler(std::make_shared<ErrorRecovery>(errors));
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::SLL);
  auto* parsed = parser.file();
  const bool has_holes = diagnostics.error_count() > errors_before;
  tree = BuildAst(parsed, tokens, spans, diagnostics);
  tree.has_holes = has_holes;
  if (!has_holes) tree.allows = FindAllowComments(all, spans, diagnostics);
  tree.source = source;
  return tree;
}

}  // namespace iotpf::parse
