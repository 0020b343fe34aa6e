// The first two stages: a file's bytes as text, and the text repaired.
//
//   read_file / read_bytes -> Document          repair(document.text, words) -> RepairedText
//
// Errors: kNotFound, kIo (unreadable), kBadInput (binary, empty, not decodable), kLimit (too
// large).

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/extract/text.h"
#include "rapport/result.h"

namespace rapport::extract {

class WordList;

inline constexpr std::uint64_t kMaxDocumentBytes = std::uint64_t{1} << 30;

struct Document {
  DocumentInfo info;     // name, path, sha256, media type, charset, front matter; counts still 0
  std::string original;  // the bytes as given
  MappedText text;  // UTF-8, line ends as \n, front matter and BOM left out; a map into `original`
  std::vector<std::string> warnings;  // "decoded as windows-1252 (87 % sure)"
};

// Reads a file, or standard input when `path` is "-". `name` is its file name.
Result<Document> read_file(const std::filesystem::path& path);
Result<Document> read_bytes(std::string bytes, std::string path, std::string name);

struct RepairedText {
  MappedText text;
  std::vector<Repair> repairs;  // in order of their place in the original
};

// Pure function of its arguments. Without `words` only repairs that need no witness are made.
RepairedText repair(const MappedText& text, const WordList* words);
// `--no-repair`: the same text, no repairs.
RepairedText leave_as_is(const MappedText& text);

}  // namespace rapport::extract
