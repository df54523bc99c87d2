// Comments and warnings are walked together in source order, with the comments
// in force at hand: their scopes nest, so they are few at any place. Where
// several would do, the innermost counts as used.

#include "compiler/lint/silence.h"

#include "compiler/diagnostics/suggest.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iotpf::lint {
namespace {

struct Comment {
  const ast::Allow* allow;
  bool is_used = false;
};

// All that can be allowed. Notes are reported where code is made of rules: a
// check of rules cannot say that there is none.
std::vector<std::string> SlugsOf(Severity severity) {
  std::vector<std::string> slugs;
  for (const SlugInfo& info : diag::kSlugs) {
    if (info.severity == severity) slugs.emplace_back(info.slug);
  }
  return slugs;
}

std::pair<uint32_t, uint32_t> PlaceOf(SourceSpan span) {
  return {span.source, span.begin};
}

std::vector<Comment> SortedComments(const std::vector<ast::File>& files) {
  std::vector<Comment> comments;
  for (const ast::File& file : files) {
    for (const ast::Allow& allow : file.allows) comments.push_back({&allow});
  }
  std::ranges::stable_sort(comments, {}, [](const Comment& comment) {
    return PlaceOf(comment.allow->scope);
  });
  return comments;
}

// Whether a comment in force allows `warning`; marks the innermost.
bool IsAllowed(const Diagnostic& warning, std::vector<Comment*>& in_force) {
  std::erase_if(in_force, [&](const Comment* comment) {
    const SourceSpan scope = comment->allow->scope;
    return scope.source != warning.span.source ||
           scope.end <= warning.span.begin;
  });
  for (auto it = in_force.rbegin(); it != in_force.rend(); ++it) {
    if ((*it)->allow->slug.text != warning.slug) continue;
    (*it)->is_used = true;
    return true;
  }
  return false;
}

void ReportComments(const std::vector<Comment>& comments,
                    DiagnosticSink& sink) {
  const std::vector<std::string> warnings = SlugsOf(Severity::Warning);
  const std::vector<std::string> notes = SlugsOf(Severity::Note);
  const auto has = [](const auto& slugs, const std::string& slug) {
    return std::ranges::find(slugs, slug) != slugs.end();
  };
  for (const Comment& comment : comments) {
    const ast::Name& slug = comment.allow->slug;
    if (has(notes, slug.text)) continue;
    if (!has(warnings, slug.text)) {
      sink.Report(slug.span, diag::UnknownAllow, slug.text,
                  SuggestName(slug.text, warnings));
    } else if (!comment.is_used) {
      sink.Report(slug.span, diag::StaleAllow, slug.text);
    }
  }
}

}  // namespace

std::vector<Diagnostic> Silence(std::vector<Diagnostic> diagnostics,
                                const std::vector<ast::File>& files,
                                const std::vector<std::string>& allowed,
                                bool report_stale) {
  std::vector<Comment> comments = SortedComments(files);
  std::vector<Comment*> in_force;
  auto next = comments.begin();
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    while (next != comments.end() &&
           PlaceOf(next->allow->scope) <= PlaceOf(diagnostic.span)) {
      in_force.push_back(&*next++);
    }
    if (diagnostic.severity == Severity::Error) return false;
    const bool is_allowed = IsAllowed(diagnostic, in_force);
    return is_allowed ||
           std::ranges::find(allowed, diagnostic.slug) != allowed.end();
  });
  if (!report_stale) return diagnostics;
  DiagnosticSink sink;
  ReportComments(comments, sink);
  std::ranges::copy_if(sink.Sorted(), std::back_inserter(diagnostics),
                       [&](const Diagnostic& diagnostic) {
                         return std::ranges::find(allowed, diagnostic.slug) ==
                                allowed.end();
                       });
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& diagnostic) {
    return PlaceOf(diagnostic.span);
  });
  return diagnostics;
}

}  // namespace iotpf::lint
