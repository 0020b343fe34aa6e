// Scoring of sentence splitting and tokenisation; see segment_score.h.

#include "rapport/extract/segment_score.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>

namespace rapport::extract {
namespace {

constexpr std::size_t kColumns = 10;

struct Line {
  int first = 0;
  int last = 0;  // of a multiword token; equal to first for a word
  bool empty_node = false;
  std::string_view form;
  bool space_after = true;
};

bool parse_line(std::string_view text, Line& line) {
  std::array<std::string_view, kColumns> columns;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t tab = std::min(text.find('\t'), text.size());
    columns[i] = text.substr(0, tab);
    text.remove_prefix(std::min(tab + 1, text.size()));
  }
  const std::string_view id = columns[0];
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), line.first);
  if (error != std::errc{} || columns[1].empty()) {
    return false;
  }
  line.last = line.first;
  const char* const id_end = id.data() + id.size();
  if (end != id_end && *end == '-') {
    const auto range = std::from_chars(end + 1, id_end, line.last);
    if (range.ptr != id_end || line.last < line.first) {
      return false;
    }
  }
  line.empty_node = end != id_end && *end == '.';
  line.form = columns[1];
  line.space_after = columns[9].find("SpaceAfter=No") == std::string_view::npos;
  return true;
}

class Reader {
 public:
  bool read(std::string_view line) {
    if (line.empty()) {
      end_sentence();
      return true;
    }
    if (line[0] == '#') {
      new_paragraph_ =
          new_paragraph_ || line.starts_with("# newpar") || line.starts_with("# newdoc");
      return true;
    }
    Line parsed;
    if (!parse_line(line, parsed)) {
      return false;
    }
    if (!parsed.empty_node) {
      add(parsed);
    }
    return true;
  }

  RawTreebank finish() && {
    end_sentence();
    end_paragraph();
    return std::move(out_);
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text.size()); }

  void add(const Line& line) {
    if (line.first <= inside_until_) {
      multiword_.push_back(line.form);
      if (line.first == inside_until_) {
        end_multiword();
      }
      return;
    }
    if (!in_sentence_) {
      begin_sentence();
    }
    if (blank_) {
      out_.text += ' ';
    }
    const std::uint32_t begin = size();
    out_.text += line.form;
    token_ = {begin, size()};
    if (line.last > line.first) {
      inside_until_ = line.last;
    } else {
      out_.words.push_back(token_);
    }
    blank_ = line.space_after;
  }

  // The words of a multiword token, where they spell it; else each has the whole span.
  void end_multiword() {
    std::size_t spelled = 0;
    for (const std::string_view form : multiword_) {
      spelled += form.size();
    }
    std::uint32_t at = token_.begin;
    for (const std::string_view form : multiword_) {
      const auto end = static_cast<std::uint32_t>(at + form.size());
      out_.words.push_back(spelled == token_.size() ? Span{at, end} : token_);
      at = end;
    }
    multiword_.clear();
  }

  void begin_sentence() {
    if (new_paragraph_) {
      end_paragraph();
      new_paragraph_ = false;
    }
    if (!out_.text.empty() && paragraph_begin_ == size()) {
      blank_ = false;
    }
    in_sentence_ = true;
    sentence_begin_ = size() + (blank_ ? 1 : 0);
  }

  void end_sentence() {
    if (in_sentence_) {
      out_.sentences.push_back({sentence_begin_, size()});
    }
    in_sentence_ = false;
    inside_until_ = 0;
    multiword_.clear();
  }

  void end_paragraph() {
    if (paragraph_begin_ < size()) {
      Block& block = out_.paragraphs.emplace_back();
      block.span = {paragraph_begin_, size()};
      out_.text += "\n\n";
    }
    paragraph_begin_ = size();
    blank_ = false;
  }

  RawTreebank out_;
  std::vector<std::string_view> multiword_;
  Span token_;
  std::uint32_t sentence_begin_ = 0;
  std::uint32_t paragraph_begin_ = 0;
  int inside_until_ = 0;
  bool in_sentence_ = false;
  bool blank_ = false;
  bool new_paragraph_ = false;
};

// Bytes of `text` before each offset that are not blank.
std::vector<std::uint32_t> solid_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool solid = text[i] != ' ' && text[i] != '\n' && text[i] != '\t';
    offsets[i + 1] = offsets[i] + (solid ? 1 : 0);
  }
  return offsets;
}

F1 compare(std::vector<Span> gold, std::vector<Span> found,
           const std::vector<std::uint32_t>& solid) {
  const auto prepare = [&](std::vector<Span>& spans) {
    for (Span& span : spans) {
      span = {solid[span.begin], solid[span.end]};
    }
    std::sort(spans.begin(), spans.end());
  };
  prepare(gold);
  prepare(found);
  std::vector<Span> both;
  std::set_intersection(gold.begin(), gold.end(), found.begin(), found.end(),
                        std::back_inserter(both));
  return {both.size(), gold.size(), found.size()};
}

}  // namespace

Result<RawTreebank> read_raw_treebank(std::string_view conllu, std::string_view path) {
  Reader reader;
  std::size_t number = 0;
  for (std::size_t at = 0; at < conllu.size();) {
    ++number;
    const std::size_t end = std::min(conllu.find('\n', at), conllu.size());
    std::string_view line = conllu.substr(at, end - at);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (!reader.read(line)) {
      return Error{Code::kBadInput, "is not a line of CoNLL-U",
                   std::string(path) + ": line " + std::to_string(number),
                   "ten columns, apart by tabs, the first a word number"};
    }
    at = end + 1;
  }
  return std::move(reader).finish();
}

SegmentScore segment_score(const RawTreebank& gold, const std::vector<Sentence>& found) {
  std::vector<Span> found_sentences;
  std::vector<Span> found_words;
  for (const Sentence& sentence : found) {
    found_sentences.push_back(sentence.span);
    for (const Token& token : sentence.tokens) {
      found_words.push_back(token.span);
    }
  }
  const std::vector<std::uint32_t> solid = solid_offsets(gold.text);
  return {compare(gold.sentences, std::move(found_sentences), solid),
          compare(gold.words, std::move(found_words), solid)};
}

}  // namespace rapport::extract
