// Reading and writing CoNLL-U.

#include "rapport/extract/conllu.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kColumns = 10;

Upos upos_named(std::string_view name) {
  const auto found = std::find(kUposNames.begin(), kUposNames.end(), name);
  return found == kUposNames.end() ? Upos::kX : static_cast<Upos>(found - kUposNames.begin());
}

Deprel deprel_named(std::string_view name) {
  for (const std::string_view wanted : {name, name.substr(0, name.find(':'))}) {
    const auto found = std::find(kDeprelNames.begin(), kDeprelNames.end(), wanted);
    if (found != kDeprelNames.end()) {
      return static_cast<Deprel>(found - kDeprelNames.begin());
    }
  }
  return Deprel::kDep;
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

// Splits a line at its tabs; empty unless it has ten columns.
std::vector<std::string_view> split_columns(std::string_view line) {
  std::vector<std::string_view> columns;
  while (columns.size() <= kColumns) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) {
      break;
    }
    line.remove_prefix(tab + 1);
  }
  if (columns.size() != kColumns) {
    columns.clear();
  }
  return columns;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.code == U'\uFFFD' && c.size == 1) {
      return false;
    }
    at += c.size;
  }
  return true;
}

class ConlluReader {
 public:
  explicit ConlluReader(const std::string& name) : name_(name) {}

  Result<std::vector<ConlluSentence>> read(std::string_view text) {
    if (constexpr std::string_view kMark = "\xEF\xBB\xBF"; text.starts_with(kMark)) {
      text.remove_prefix(kMark.size());
    }
    while (!text.empty()) {
      ++line_number_;
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      while (line.ends_with('\r')) {
        line.remove_suffix(1);
      }
      RAPPORT_CHECK(take(line));
    }
    RAPPORT_CHECK(finish());
    return std::move(sentences_);
  }

 private:
  Error bad(std::string message) const {
    return {Code::kBadInput, std::move(message), name_ + ", line " + std::to_string(line_number_),
            "the format is described at https://universaldependencies.org/format.html"};
  }

  Result<void> take(std::string_view line) {
    if (line.empty()) {
      return finish();
    }
    if (!is_utf8(line)) {
      return bad("the line is not UTF-8");
    }
    if (line.starts_with('#')) {
      current_.comments.emplace_back(line);
      return {};
    }
    const std::vector<std::string_view> columns = split_columns(line);
    if (columns.empty()) {
      return bad("a word needs ten columns with tabs between them");
    }
    if (columns[1].empty()) {
      return bad("the word has no form");
    }
    if (const std::size_t mark = columns[0].find_first_of(".-"); mark != std::string_view::npos) {
      return take_extra(columns[0], mark, line);
    }
    return take_word(columns);
  }

  // A multiword token, "3-4" before word 3, or an empty node, "3.1" after it.
  Result<void> take_extra(std::string_view id, std::size_t mark, std::string_view line) {
    const std::size_t words = current_.tree.words.size();
    const std::optional<std::size_t> first = whole_number(id.substr(0, mark));
    const std::optional<std::size_t> second = whole_number(id.substr(mark + 1));
    if (id[mark] == '.') {
      if (first != words || !second) {
        return bad("the empty node's number should be " + std::to_string(words) + ".1 or more");
      }
      current_.extra.push_back({words, 0, std::string(line)});
      return {};
    }
    if (words < multiword_end_) {
      return bad("the multiword token begins inside of another");
    }
    if (first != words + 1 || !second || *second < *first || *second - *first >= kMaxMultiword) {
      return bad("the multiword token should go from " + std::to_string(words + 1) +
                 " to one of the words after it, " + std::to_string(kMaxMultiword) + " at most");
    }
    multiword_end_ = *second;
    current_.extra.push_back({words, *second - words, std::string(line)});
    return {};
  }

  Result<void> take_word(const std::vector<std::string_view>& columns) {
    const std::optional<std::size_t> id = whole_number(columns[0]);
    if (!id || *id != current_.tree.words.size() + 1) {
      return bad("the word's number should be " + std::to_string(current_.tree.words.size() + 1));
    }
    const std::optional<std::size_t> head =
        columns[6] == "_" ? std::optional<std::size_t>(0) : whole_number(columns[6]);
    if (!head || *head > kMaxHead) {
      return bad("the head is not the number of a word");
    }
    Word word;
    word.form = columns[1];
    word.lemma = columns[2];
    word.upos = upos_named(columns[3]);
    word.xpos = columns[4];
    word.deprel = deprel_named(columns[7]);
    word.head = static_cast<int>(*head) - 1;
    current_.tree.words.push_back(std::move(word));
    current_.deprels.emplace_back(columns[7]);
    current_.columns.push_back(
        {std::string(columns[5]), std::string(columns[8]), std::string(columns[9])});
    return {};
  }

  Result<void> finish() {
    const int count = static_cast<int>(current_.tree.words.size());
    for (const Word& word : current_.tree.words) {
      if (word.head >= count) {
        return bad("the sentence above has a head that is not one of its words");
      }
    }
    if (current_.tree.words.size() < multiword_end_) {
      return bad("the sentence above ends inside of a multiword token");
    }
    if (count > 0 || !current_.comments.empty() || !current_.extra.empty()) {
      sentences_.push_back(std::move(current_));
    }
    current_ = {};
    multiword_end_ = 0;
    return {};
  }

  static constexpr std::size_t kMaxHead = 1 << 30;
  static constexpr std::size_t kMaxMultiword = 100;  // words: scores take its square in time

  const std::string& name_;
  std::size_t line_number_ = 0;
  std::size_t multiword_end_ = 0;  // the number of the last word of the one that was read last
  ConlluSentence current_;
  std::vector<ConlluSentence> sentences_;
};

// Column `index` of a line that has so many.
std::string_view column(std::string_view line, std::size_t index) {
  for (; index > 0; --index) {
    line.remove_prefix(line.find('\t') + 1);
  }
  return line.substr(0, line.find('\t'));
}

// On one line: a text may have line ends and tabs, CoNLL-U may not.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return line;
}

}  // namespace

std::string_view ConlluSentence::ExtraLine::form() const { return column(line, 1); }
std::string_view ConlluSentence::ExtraLine::misc() const { return column(line, 9); }

std::string_view ConlluSentence::comment(std::string_view key) const {
  for (const std::string_view line : comments) {
    std::string_view rest = line.substr(1);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!rest.starts_with(key)) {
      continue;
    }
    rest.remove_prefix(key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
      return rest;
    }
  }
  return {};
}

Sentence ConlluSentence::sentence() const {
  Sentence result;
  for (const Word& word : tree.words) {
    result.tokens.push_back({word.span, word.form});
  }
  return result;
}

Result<std::vector<ConlluSentence>> read_conllu(std::string_view text, const std::string& name) {
  return ConlluReader(name).read(text);
}

std::string write_conllu(const ConlluSentence& sentence) {
  std::string out;
  for (const std::string& comment : sentence.comments) {
    out += comment + '\n';
  }
  auto extra = sentence.extra.begin();
  const auto write_extra = [&](std::size_t before) {
    for (; extra != sentence.extra.end() && extra->before <= before; ++extra) {
      out += extra->line + '\n';
    }
  };
  const std::vector<Word>& words = sentence.tree.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    write_extra(i);
    const Word& word = words[i];
    const ConlluSentence::Columns columns =
        i < sentence.columns.size() ? sentence.columns[i] : ConlluSentence::Columns{};
    const std::string id = std::to_string(i + 1);
    const std::string head = std::to_string(word.head + 1);
    for (const std::string_view column :
         {std::string_view(id), std::string_view(word.form), std::string_view(word.lemma),
          to_string(word.upos), std::string_view(word.xpos), std::string_view(columns.feats),
          std::string_view(head), to_string(word.deprel), std::string_view(columns.deps),
          std::string_view(columns.misc)}) {
      out += column.empty() ? "_" : column;
      out += '\t';
    }
    out.back() = '\n';
  }
  write_extra(words.size());
  return out + '\n';
}

ConlluSentence with_tree(ConlluSentence sentence, Tree tree) {
  sentence.tree = std::move(tree);
  sentence.deprels.clear();
  for (const Word& word : sentence.tree.words) {
    sentence.deprels.emplace_back(to_string(word.deprel));
  }
  for (ConlluSentence::Columns& columns : sentence.columns) {
    columns.feats = columns.deps = "_";
  }
  return sentence;
}

namespace {

bool has_letter(const Word& word) {
  const bool sign = word.upos == Upos::kPunct || word.upos == Upos::kSym;
  return !sign && std::any_of(word.form.begin(), word.form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  });
}

// Words that are written as one ("don't", "cannot"): a multiword token, which has the blank behind
// it or lacks it as a whole.
void join_written_words(std::string_view text, ConlluSentence& sentence) {
  const std::vector<Word>& words = sentence.tree.words;
  const auto goes_on = [&](std::size_t i) {
    return i + 1 < words.size() && words[i].span.end == words[i + 1].span.begin &&
           has_letter(words[i]) && has_letter(words[i + 1]);
  };
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::size_t last = first;
    while (goes_on(last)) {
      ++last;
    }
    if (last == first) {
      continue;
    }
    const Span whole{words[first].span.begin, words[last].span.end};
    sentence.extra.push_back({first, last - first + 1,
                              std::to_string(first + 1) + '-' + std::to_string(last + 1) + '\t' +
                                  one_line(whole.in(text)) + "\t_\t_\t_\t_\t_\t_\t_\t" +
                                  sentence.columns[last].misc});
    for (std::size_t i = first; i <= last; ++i) {
      sentence.columns[i].misc = "_";
    }
    first = last;
  }
}

}  // namespace

ConlluSentence to_conllu(std::string_view text, const Sentence& sentence, Tree tree,
                         std::size_t number) {
  ConlluSentence result;
  result.comments = {"# sent_id = " + std::to_string(number),
                     "# text = " + one_line(sentence.span.in(text))};
  result.columns.resize(tree.words.size());
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const std::size_t end = tree.words[i].span.end;
    tree.words[i].form = one_line(tree.words[i].span.in(text));
    if (end < text.size() && !character_at(text, end).blank()) {
      result.columns[i].misc = "SpaceAfter=No";
    }
    result.deprels.emplace_back(to_string(tree.words[i].deprel));
  }
  result.tree = std::move(tree);
  join_written_words(text, result);
  return result;
}

void note_names(ConlluSentence& sentence) {
  sentence.columns.resize(sentence.tree.words.size());
  for (std::size_t i = 0; i < sentence.tree.words.size(); ++i) {
    std::string others;  // of an older analysis, "NER=" goes
    std::string_view rest = sentence.columns[i].misc;
    while (!rest.empty() && rest != "_") {
      const std::string_view item = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      if (!item.starts_with("NER=")) {
        others += others.empty() ? "" : "|";
        others += item;
      }
    }
    if (const NameTag name = sentence.tree.words[i].name; name != NameTag::kOutside) {
      others.insert(0, "NER=" + std::string(to_string(name)) + (others.empty() ? "" : "|"));
    }
    sentence.columns[i].misc = others.empty() ? "_" : others;
  }
}

}  // namespace rapport::extract
