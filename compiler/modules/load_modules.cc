// Imports as a graph of modules.
//
// All given files are parsed first, since one of them may declare the module
// that another imports: an embedder without files needs no folder. Then imports
// are followed breadth first, each module once, and at last the graph is
// walked for cycles and depth. The order in which files are found depends on
// the given files alone.

#include "compiler/modules/load_modules.h"

#include "compiler/modules/rule_folder.h"
#include "compiler/parse/list_file.h"
#include "compiler/parse/parse.h"
#include "compiler/support/limits.h"
#include "compiler/support/plain_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace iotpf::modules {
namespace {

class Loader {
 public:
  Loader(SourceSet& sources, const std::vector<std::string>& include_roots,
         DiagnosticSink& diagnostics)
      : sources_(sources),
        include_roots_(include_roots),
        diagnostics_(diagnostics) {}

  std::vector<ast::File> Run();

 private:
  void ParseNext(uint32_t source);
  void Follow(size_t file);
  void Import(const ast::Import& import, uint32_t from);
  std::optional<FoundFile> Find(const ast::Import& import,
                                const std::vector<std::string>& roots,
                                const std::string& name, std::string& root);
  void LoadListFile(ast::List& list, uint32_t from);
  // Whether one more file may be added; reports where not.
  bool HasRoom(SourceSpan span);

  SourceSet& sources_;
  const std::vector<std::string>& include_roots_;
  DiagnosticSink& diagnostics_;
  std::vector<ast::File> files_;
  std::map<std::string, size_t> modules_;  // to a file that declares it
  std::set<std::string> missing_;          // modules looked for in vain
};

void Loader::ParseNext(uint32_t source) {
  files_.push_back(parse::Parse(sources_, source, diagnostics_));
  const ast::File& file = files_.back();
  if (!file.module.empty()) modules_.emplace(file.module, files_.size() - 1);
}

bool Loader::HasRoom(SourceSpan span) {
  if (sources_.size() < kMaxSourceFiles) return true;
  diagnostics_.Report(span, diag::TooManyFiles, kMaxSourceFiles);
  return false;
}

std::optional<FoundFile> Loader::Find(const ast::Import& import,
                                      const std::vector<std::string>& roots,
                                      const std::string& name,
                                      std::string& root) {
  for (const std::string& candidate : roots) {
    auto found = ReadUnder(candidate, name);
    if (!found) {
      diagnostics_.Report(import.module.span, diag::ImportFailed,
                          found.error().message);
      return std::nullopt;
    }
    if (!*found) continue;
    root = candidate;
    return std::move(**found);
  }
  std::string tried;
  for (const std::string& candidate : roots) {
    tried += (tried.empty() ? "" : ", ") + candidate;
  }
  diagnostics_.Report(
      import.module.span, diag::UnknownImport, import.module.text,
      tried.empty() ? "name the folder it is in with -I"
                    : fmt::format("looked for {} in {}; name another folder "
                                  "with -I",
                                  name, tried));
  return std::nullopt;
}

void Loader::Import(const ast::Import& import, uint32_t from) {
  const std::string& module = import.module.text;
  if (modules_.contains(module) || missing_.contains(module)) return;
  missing_.insert(module);  // until a file declares it
  std::vector<std::string> roots;
  if (!sources_[from].root().empty()) roots.push_back(sources_[from].root());
  for (const std::string& root : include_roots_) {
    if (std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
  }
  std::string name = module;
  std::ranges::replace(name, '.', '/');
  name += ".fp";
  if (!HasRoom(import.span)) return;
  std::string root;
  auto found = Find(import, roots, name, root);
  if (!found) return;
  const auto source = static_cast<uint32_t>(sources_.size());
  sources_.emplace_back(name, std::move(found->text), found->path, root);
  const uint32_t errors = diagnostics_.error_count();
  ParseNext(source);
  const ast::File& file = files_.back();
  if (diagnostics_.error_count() > errors || file.module == module) return;
  const SourceSpan span =
      file.module.empty() ? SourceSpan{source, 0, 0} : file.module_span;
  diagnostics_.Report(span, diag::ModuleMismatch, module, module);
  diagnostics_.AddLabel(import.module.span, diag::ImportedHere);
}

void Loader::LoadListFile(ast::List& list, uint32_t from) {
  const ast::Literal& path = *list.file;
  const SourceFile& file = sources_[from];
  list.is_lost = true;
  if (!IsPlainPath(path.bytes)) {
    diagnostics_.Report(path.span, diag::BadPath, path.bytes);
    return;
  }
  if (file.root().empty()) {
    diagnostics_.Report(path.span, diag::ImportFailed,
                        "these rules are in no folder");
    return;
  }
  if (!HasRoom(path.span)) return;
  const std::string name =
      (std::filesystem::path(file.name()).parent_path() / path.bytes).string();
  auto found = ReadUnder(file.root(), name);
  if (!found || !*found) {
    diagnostics_.Report(
        path.span, diag::ImportFailed,
        found ? fmt::format("there is no file {}/{}", file.root(), name)
              : found.error().message);
    return;
  }
  const auto source = static_cast<uint32_t>(sources_.size());
  sources_.emplace_back(name, std::move((*found)->text), (*found)->path,
                        file.root());
  list.is_lost = false;
  list.elements =
      parse::ParseListFile(sources_, source, list.type.text, diagnostics_);
}

void Loader::Follow(size_t file) {
  const uint32_t source = files_[file].source;
  for (ast::List& list : files_[file].lists) {
    if (list.file) LoadListFile(list, source);
  }
  // By index: files_ grows.
  for (size_t i = 0; i < files_[file].imports.size(); ++i) {
    const ast::Import import = files_[file].imports[i];
    Import(import, source);
  }
}

std::vector<ast::File> Loader::Run() {
  const auto given = static_cast<uint32_t>(sources_.size());
  for (uint32_t source = 0; source < given; ++source) ParseNext(source);
  for (size_t file = 0; file < files_.size(); ++file) Follow(file);
  return std::move(files_);
}

// Walks the graph of imports in depth, without recursion.
class ImportGraph {
 public:
  ImportGraph(const std::vector<ast::File>& files, DiagnosticSink& diagnostics)
      : files_(files), diagnostics_(diagnostics), marks_(files.size()) {
    for (size_t i = 0; i < files.size(); ++i) {
      if (!files[i].module.empty()) modules_.emplace(files[i].module, i);
    }
  }

  void Check() {
    for (size_t i = 0; i < files_.size(); ++i) {
      if (marks_[i] == Mark::New) Walk(i);
    }
  }

 private:
  enum class Mark : uint8_t { New, OnPath, Done };
  struct Frame {
    size_t file;
    size_t next = 0;  // import
  };

  void Walk(size_t start) {
    marks_[start] = Mark::OnPath;
    path_.push_back({start});
    while (!path_.empty()) {
      Frame& frame = path_.back();
      const auto& imports = files_[frame.file].imports;
      if (frame.next == imports.size()) {
        marks_[frame.file] = Mark::Done;
        path_.pop_back();
        continue;
      }
      Step(imports[frame.next++]);
    }
  }

  void Step(const ast::Import& import) {
    const auto it = modules_.find(import.module.text);
    if (it == modules_.end()) return;
    if (marks_[it->second] == Mark::Done) return;
    if (marks_[it->second] == Mark::OnPath) return ReportCycle(import);
    if (path_.size() == kMaxImportDepth) {
      diagnostics_.Report(import.module.span, diag::ImportTooDeep,
                          kMaxImportDepth);
      return;
    }
    marks_[it->second] = Mark::OnPath;
    path_.push_back({it->second});
  }

  void ReportCycle(const ast::Import& import) {
    std::string text;
    bool is_inside = false;
    for (const Frame& frame : path_) {
      const std::string& module = files_[frame.file].module;
      is_inside |= module == import.module.text;
      if (is_inside) text += module + " imports ";
    }
    diagnostics_.Report(import.module.span, diag::ImportCycle,
                        text + import.module.text);
  }

  const std::vector<ast::File>& files_;
  DiagnosticSink& diagnostics_;
  std::vector<Mark> marks_;
  std::map<std::string, size_t> modules_;
  std::vector<Frame> path_;
};

}  // namespace

std::vector<ast::File> LoadModules(
    SourceSet& sources, const std::vector<std::string>& include_roots,
    DiagnosticSink& diagnostics) {
  std::vector<ast::File> files =
      Loader(sources, include_roots, diagnostics).Run();
  ImportGraph(files, diagnostics).Check();
  return files;
}

}  // namespace iotpf::modules
