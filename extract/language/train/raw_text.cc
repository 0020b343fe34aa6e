// From documents to a file of sentences.

#include "extract/language/train/raw_text.h"

#include <fstream>
#include <istream>
#include <string>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "rapport/extract/structure.h"

#include "extract/language/word_form.h"

namespace rapport::extract::train {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 100;

bool is_markup(std::string_view form) {
  return form == "**" || form == "|" || form.find_first_of("\\<>{}") != std::string_view::npos ||
         form.starts_with("http") || form.starts_with("www.");
}

// Empty when the sentence is not one to learn from.
std::string line_of(const Sentence& sentence) {
  if (sentence.tokens.size() < kShortest || sentence.tokens.size() > kLongest) {
    return "";
  }
  std::string line;
  for (const Token& token : sentence.tokens) {
    if (is_markup(token.form) || token.form.find_first_of(" \t\n\r") != std::string::npos) {
      return "";
    }
    line += token.form;
    line += ' ';
  }
  line.back() = '\n';
  return line;
}

Error cannot_write(const std::filesystem::path& path) {
  return {Code::kIo, "cannot be written", path.string(),
          "is there room, and does the folder exist?"};
}

}  // namespace

Result<std::size_t> write_sentences(std::istream& in, const std::filesystem::path& out) {
  std::ofstream file(out, std::ios::binary);
  std::unordered_set<std::uint64_t> seen;
  std::string json;
  for (std::size_t number = 1; std::getline(in, json); ++number) {
    const nlohmann::json document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("text") || !document["text"].is_string()) {
      return Error{Code::kBadInput, "is no JSON object with a text", fmt::format("line {}", number),
                   "feed JSON Lines with a member \"text\""};
    }
    const std::string text = document["text"];
    for (const Sentence& sentence : sentences(text, structure(text))) {
      const std::string line = line_of(sentence);
      if (!line.empty() && seen.insert(hash_text(line)).second) {
        file << line;
      }
    }
  }
  file.close();
  return file ? Result<std::size_t>(seen.size()) : cannot_write(out);
}

Result<void> write_lower(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary);
  std::string line;
  while (std::getline(in, line)) {
    for (std::size_t begin = 0; begin < line.size();) {
      const std::size_t end = std::min(line.find(' ', begin), line.size());
      out << word_form(std::string_view(line).substr(begin, end - begin)).lower
          << (end == line.size() ? '\n' : ' ');
      begin = end + 1;
    }
  }
  out.close();
  return out ? Result<void>() : cannot_write(to);
}

}  // namespace rapport::extract::train
