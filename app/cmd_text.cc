// rapport text: a file as Rapport reads it, with the repairs, blocks and sentences on demand.

#include "rapport/extract/document.h"
#include "rapport/extract/structure.h"

#include "app/commands.h"
#include "app/input.h"

namespace rapport::app {

namespace {

std::string_view name_of(extract::BlockKind kind) {
  switch (kind) {
    case extract::BlockKind::kHeading:
      return "heading";
    case extract::BlockKind::kParagraph:
      return "paragraph";
    case extract::BlockKind::kListItem:
      return "item";
    case extract::BlockKind::kTableHeader:
      return "header";
    case extract::BlockKind::kTableRow:
      return "row";
    case extract::BlockKind::kNotice:
      return "notice";
  }
  return "block";
}

// Original byte ranges: "12-40,60-75".
std::string name_of(const Spans& spans) {
  std::string text;
  for (const Span& span : spans) {
    text += fmt::format("{}{}-{}", text.empty() ? "" : ",", span.begin, span.end);
  }
  return text.empty() ? "-" : text;
}

void print_repairs(Output& out, const std::vector<extract::Repair>& repairs) {
  for (const extract::Repair& repair : repairs) {
    out.print("{}\t{}\t{} -> {}\t{}\n", name_of(repair.original), repair.kind,
              one_line(repair.before, 80), one_line(repair.after, 80), repair.reason);
  }
}

void print_blocks(Output& out, const std::string& text, const std::vector<extract::Block>& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const extract::Block& block = blocks[i];
    std::string place = fmt::format("{} {}", i, name_of(block.kind));
    if (block.kind == extract::BlockKind::kHeading || block.kind == extract::BlockKind::kListItem) {
      place += fmt::format(" level {}", block.level);
    }
    if (block.heading != extract::kNone) {
      place += fmt::format(" under {}", block.heading);
    }
    if (block.lead_in != extract::kNone) {
      place += fmt::format(" led in by {}", block.lead_in);
    }
    if (block.header != extract::kNone) {
      place += fmt::format(" header {}", block.header);
    }
    if (block.cells.empty()) {
      out.print("{}\t{}\n", place, one_line(block.span.in(text), 200));
      continue;
    }
    out.print("{}", place);
    for (const Span& cell : block.cells) {
      out.print("\t{}", one_line(cell.in(text), 200));
    }
    out.write("\n");
  }
}

void print_sentences(Output& out, const std::string& text,
                     const std::vector<extract::Block>& blocks) {
  for (const extract::Sentence& sentence : extract::sentences(text, blocks)) {
    std::string line;
    for (const extract::Token& token : sentence.tokens) {
      line += (line.empty() ? "" : " ") + std::string(token.span.in(text));
    }
    out.print("{}\t{}\n", sentence.block, line);
  }
}

}  // namespace

Result<int> run_text(Session& session, const TextOptions& options) {
  RAPPORT_TRY(const extract::Document document, read_document(options.file));
  extract::RepairedText repaired;
  if (options.no_repair) {
    repaired = extract::leave_as_is(document.text);
  } else {
    RAPPORT_TRY(const auto words, session.words());
    repaired = extract::repair(document.text, words.get());
  }
  const std::string& text = repaired.text.text();
  Output& out = session.out();
  if (options.repairs) {
    print_repairs(out, repaired.repairs);
  }
  if (options.blocks || options.sentences) {
    const auto blocks = extract::structure(text);
    if (options.blocks) {
      print_blocks(out, text, blocks);
    }
    if (options.sentences) {
      print_sentences(out, text, blocks);
    }
  } else if (!options.repairs) {
    out.write(text);
    if (!text.ends_with('\n')) {
      out.write("\n");
    }
  }
  return kSuccess;
}

}  // namespace rapport::app
