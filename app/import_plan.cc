// Walking folders, reading lines of claims, and finding unique names.

#include "app/import_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "rapport/graph/claim_lines.h"

#include "app/input.h"

namespace rapport::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxClaimFileBytes = std::size_t{4} << 30;

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension;
}

bool is_report(const fs::path& path) {
  const std::string extension = lower_extension(path);
  return extension == ".txt" || extension == ".md" || extension == ".markdown";
}

bool is_claim_file(const fs::path& path) { return lower_extension(path) == ".jsonl"; }

class Planner {
 public:
  explicit Planner(const pack::Pack& pack) : pack_(pack) {}

  void add(const std::string& path, const std::string& stdin_name);
  ImportPlan finish() &&;

 private:
  void add_file(const fs::path& file, const std::string& name);
  void add_folder(const fs::path& folder);
  void walk(const fs::path& folder, const std::string& prefix, std::size_t& found);
  void add_claim_file(const fs::path& file);
  void fail(const fs::path& where, std::string message, std::string hint = {},
            Code code = Code::kBadInput);

  const pack::Pack& pack_;
  ImportPlan plan_;
  std::set<std::string> seen_;  // files, so that each is read once
};

void Planner::fail(const fs::path& where, std::string message, std::string hint, Code code) {
  plan_.failures.push_back({code, std::move(message), where.string(), std::move(hint)});
}

void Planner::add(const std::string& path, const std::string& stdin_name) {
  if (path == "-") {
    if (seen_.insert("-").second) {
      plan_.documents.push_back({"-", stdin_name, nullptr});
    }
    return;
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    fail(path, "is not there", "check the path", Code::kNotFound);
  } else if (status.type() == fs::file_type::none) {
    fail(path, "cannot be read: " + error.message(), "check the permissions", Code::kIo);
  } else if (fs::is_directory(status)) {
    add_folder(path);
  } else if (is_claim_file(path)) {
    add_claim_file(path);
  } else {
    add_file(path, fs::path(path).filename().string());
  }
}

void Planner::add_file(const fs::path& file, const std::string& name) {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(file, error);
  if (seen_.insert(error ? file.string() : absolute.string()).second) {
    plan_.documents.push_back({file, name, nullptr});
  }
}

void Planner::add_folder(const fs::path& folder) {
  std::size_t found = 0;
  const std::size_t failures = plan_.failures.size();
  walk(folder, "", found);
  if (found == 0 && plan_.failures.size() == failures) {
    fail(folder, "holds no reports",
         "files that end in .txt, .md, .markdown or .jsonl are read; name others one by one");
  }
}

void Planner::walk(const fs::path& folder, const std::string& prefix, std::size_t& found) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    entries.push_back(entry->path());
  }
  if (error) {
    fail(folder, "cannot be read: " + error.message(), "check the permissions", Code::kIo);
    return;
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    const std::string name = entry.filename().string();
    const bool is_link = fs::is_symlink(entry, error);
    if (name.starts_with('.')) {
      continue;
    }
    if (fs::is_directory(entry, error)) {
      if (!is_link) {  // a link to a folder may lead in a circle
        walk(entry, prefix + name + "/", found);
      }
    } else if (!fs::is_regular_file(entry, error)) {
      ++plan_.other_files;  // a pipe or a device would block, or never end
    } else if (is_report(entry)) {
      ++found;
      add_file(entry, prefix + name);
    } else if (is_claim_file(entry)) {
      ++found;
      add_claim_file(entry);
    } else {
      ++plan_.other_files;
    }
  }
}

// The document of a line: where it says, or beside the file of lines when that is not there.
fs::path locate(const std::string& path, const fs::path& lines) {
  std::error_code error;
  if (fs::exists(path, error)) {
    return path;
  }
  return lines.parent_path() / path;
}

void Planner::add_claim_file(const fs::path& file) {
  const auto text = read_text_file(file.string(), kMaxClaimFileBytes);
  if (!text) {
    plan_.failures.push_back(text.error());
    return;
  }
  std::map<std::pair<std::string, std::string>, std::shared_ptr<ReadyClaims>> by_document;
  std::vector<PlannedDocument> documents;
  const auto read = graph::read_claim_lines(
      *text, file.string(), pack_, [&](graph::ClaimLine line) -> Result<void> {
        auto& ready = by_document[{line.document.name, line.document.sha256}];
        if (ready == nullptr) {
          ready = std::make_shared<ReadyClaims>();
          ready->source = file.string();
          ready->sha256 = line.document.sha256;
          documents.push_back({locate(line.document.path, file), line.document.name, ready});
        }
        ready->claims.push_back(std::move(line.claim));
        return {};
      });
  if (!read) {
    plan_.failures.push_back(read.error());
    return;
  }
  if (documents.empty()) {
    fail(file, "holds no claims");
  }
  plan_.documents.insert(plan_.documents.end(), documents.begin(), documents.end());
}

// Names that several files share become paths from the folder that all those files have in common.
void make_unique(std::vector<PlannedDocument>& documents) {
  std::map<std::string, std::vector<PlannedDocument*>> by_name;
  for (PlannedDocument& document : documents) {
    if (document.path != "-" && document.ready == nullptr) {
      by_name[document.name].push_back(&document);
    }
  }
  for (auto& [name, same] : by_name) {
    if (same.size() < 2) {
      continue;
    }
    std::vector<fs::path> paths;
    for (const PlannedDocument* document : same) {
      std::error_code error;
      paths.push_back(fs::absolute(document->path, error).lexically_normal());
    }
    fs::path common = paths.front().parent_path();
    for (const fs::path& path : paths) {
      const auto [end, ignored] =
          std::mismatch(common.begin(), common.end(), path.begin(), path.end());
      fs::path shorter;
      for (auto part = common.begin(); part != end; ++part) {
        shorter /= *part;
      }
      common = shorter;
    }
    for (std::size_t i = 0; i < same.size(); ++i) {
      same[i]->name = paths[i].lexically_relative(common).generic_string();
    }
  }
}

ImportPlan Planner::finish() && {
  make_unique(plan_.documents);
  return std::move(plan_);
}

}  // namespace

ImportPlan plan_import(const std::vector<std::string>& paths, const std::string& stdin_name,
                       const pack::Pack& pack) {
  Planner planner(pack);
  for (const std::string& path : paths) {
    planner.add(path, stdin_name);
  }
  return std::move(planner).finish();
}

}  // namespace rapport::app
