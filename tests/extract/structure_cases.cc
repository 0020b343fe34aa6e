// Reading and writing of golden cases; see structure_cases.h.

#include "tests/extract/structure_cases.h"

#include <algorithm>
#include <fstream>

#include "rapport/extract/structure.h"

namespace rapport::extract {
namespace {

std::string on_one_line(std::string_view text, std::string_view line_end) {
  std::string out;
  for (const char c : text) {
    out += c == '\n' ? line_end : std::string_view(&c, 1);
  }
  return out;
}

std::string_view kind_name(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kListItem:
      return "item";
    case BlockKind::kTableHeader:
      return "header";
    case BlockKind::kTableRow:
      return "row";
    case BlockKind::kNotice:
      return "notice";
  }
  return "";
}

std::string show_block(std::string_view text, const Block& block) {
  std::string line(kind_name(block.kind));
  const auto add = [&](std::string_view name, int value) {
    line += ' ' + std::string(name) + ' ' + std::to_string(value);
  };
  if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kListItem) {
    add("level", block.level);
  }
  if (block.heading != kNone) {
    add("under", block.heading);
  }
  if (block.lead_in != kNone) {
    add("after", block.lead_in);
  }
  if (block.header != kNone) {
    add("header", block.header);
  }
  if (!block.label.empty()) {
    line += " label \"" + std::string(block.label.in(text)) + '"';
  }
  line += ": ";
  if (block.cells.empty()) {
    return line + on_one_line(block.span.in(text), "¶");
  }
  for (std::size_t i = 0; i < block.cells.size(); ++i) {
    line += (i == 0 ? "" : " | ") + std::string(block.cells[i].in(text));
  }
  return line;
}

std::string show_tokens(const Sentence& sentence) {
  std::string line;
  for (const Token& token : sentence.tokens) {
    line += (line.empty() ? "" : " ") + token.form;
  }
  return line;
}

}  // namespace

std::string show_structure(std::string_view input, std::string_view view) {
  const std::vector<Block> blocks = structure(input);
  std::string out;
  if (view == "blocks") {
    for (const Block& block : blocks) {
      out += show_block(input, block) + '\n';
    }
    return out;
  }
  for (const Sentence& sentence : sentences(input, blocks)) {
    out += (view == "tokens" ? show_tokens(sentence) : on_one_line(sentence.span.in(input), " ")) +
           '\n';
  }
  return out;
}

std::vector<StructureCase> read_structure_cases(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<StructureCase> cases;
  for (const auto& path : files) {
    std::ifstream file(path);
    bool in_case = false;
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("=== ")) {
        cases.push_back({path.filename().string(), line.substr(4), "", "", ""});
        in_case = true;
      } else if (in_case && line.starts_with("--- ")) {
        cases.back().view = line.substr(4);
      } else if (in_case) {
        StructureCase& open = cases.back();
        std::string& part = open.view.empty() ? open.input : open.expected;
        part += line.starts_with('\\') ? line.substr(1) : line;
        part += '\n';
      }
    }
  }
  // The blank line before the next case is layout of the file.
  for (StructureCase& one : cases) {
    while (one.expected.ends_with("\n\n")) {
      one.expected.pop_back();
    }
  }
  return cases;
}

}  // namespace rapport::extract
