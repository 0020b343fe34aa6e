// What the layout of a text says: headings, paragraphs, list items tied to their lead-in, table
// rows tied to their header, notices. And the sentences and tokens in each block.
//
//   structure(repaired.text.text()) -> vector<Block>
//   sentences(text, blocks)         -> vector<Sentence>, tokens after the UD English conventions
//
// All spans are of the repaired text. Blocks are in reading order and do not overlap; lines that a
// page broke are one block, rules and code fences none. Any bytes are read, in linear time; both
// functions are pure.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

enum class BlockKind : std::uint8_t {
  kHeading,
  kParagraph,
  kListItem,
  kTableHeader,
  kTableRow,
  kNotice,  // about the document, not its subject: "partly written with AI", keywords label,
            // copyright
};

inline constexpr int kNone = -1;

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  Span span;            // without bullet, heading marks, blank ends
  int level = 0;        // heading: 1..6; list item: depth from 0
  int heading = kNone;  // index of the nearest heading block above
  int lead_in = kNone;  // list item, table: index of the block that introduces it ("... include:");
                        // of a nested item: the item above it
  int header = kNone;   // table row: index of its kTableHeader, when it has one
  std::vector<Span> cells;  // header and row: one span a column, blanks off; may be empty spans
  Span label;               // list item "Label: rest": the label without its colon; else empty
};

struct Token {
  Span span;
  std::string form;  // the word as the tagger reads it (quotes and dashes in their plain forms)
};

struct Sentence {
  Span span;
  int block = 0;
  int cell = kNone;  // column, in a table
  std::vector<Token> tokens;
};

// The plain spelling of a word: curly quotes straight, dashes as "-" and "--", "…" as "...", soft
// hyphens left out. What Token.form holds; trainers apply it to the forms of a treebank.
std::string plain_form(std::string_view word);

std::vector<Block> structure(std::string_view text);
// A heading, a cell and each sentence of a paragraph or item; none crosses a block. The label of an
// item is part of its first sentence, its tokens lie within Block::label. Words are split as in UD
// English-EWT: "long-term" is three tokens, "non-governmental" one, "don't" and "20%" two.
// Every byte of a block that is not blank is in one token, except the pipes between cells.
std::vector<Sentence> sentences(std::string_view text, const std::vector<Block>& blocks);

}  // namespace rapport::extract
