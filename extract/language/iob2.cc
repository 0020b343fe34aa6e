// From IOB2 tags to names, and sentences that are annotated with them.

#include <utility>

#include "rapport/extract/names.h"

namespace rapport::extract {
namespace {

// What a line says of a word. An empty form: it is no such line.
struct TaggedForm {
  std::string_view form;
  std::string_view tag;
};

bool is_tag(std::string_view text) {
  return text == "O" || ((text.starts_with("B-") || text.starts_with("I-")) && text.size() > 2);
}

TaggedForm split(std::string_view line) {
  if (const std::size_t first = line.find('\t'); first != std::string_view::npos) {
    const std::string_view rest = line.substr(first + 1);
    const std::size_t second = rest.find('\t');
    if (second == std::string_view::npos) {
      return {};
    }
    const std::string_view tags = rest.substr(second + 1);
    return {rest.substr(0, second), tags.substr(0, tags.find('\t'))};
  }
  const std::size_t blank = line.find(' ');
  return blank == std::string_view::npos
             ? TaggedForm{}
             : TaggedForm{line.substr(0, blank), line.substr(blank + 1)};
}

// Takes in the tag of word `at`.
void add_tag(std::string_view tag, std::size_t at, std::vector<Name>& names) {
  if (tag == "O") {
    return;
  }
  const std::string_view type = tag.substr(2);
  if (tag.starts_with("I-") && !names.empty() && names.back().end == at &&
      names.back().type == type) {
    ++names.back().end;
  } else {
    names.push_back({at, at + 1, std::string(type)});
  }
}

class Iob2Reader {
 public:
  explicit Iob2Reader(const std::string& name) : name_(name) {}

  Result<std::vector<NamedSentence>> read(std::string_view text) {
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
    finish();
    return std::move(sentences_);
  }

 private:
  Result<void> take(std::string_view line) {
    if (line.empty()) {
      finish();
      return {};
    }
    const TaggedForm word = split(line);
    if (!word.form.empty() && is_tag(word.tag)) {
      add_tag(word.tag, current_.sentence.tokens.size(), current_.names);
      current_.sentence.tokens.push_back({{}, std::string(word.form)});
      return {};
    }
    if (line.starts_with('#')) {
      return {};
    }
    return Error{Code::kBadInput, "is not a word with an IOB2 tag",
                 name_ + ", line " + std::to_string(line_number_),
                 "number, form, tag with tabs between them, or form and tag with a blank; tags are "
                 "O, B-TYPE, I-TYPE"};
  }

  void finish() {
    if (!current_.sentence.tokens.empty()) {
      sentences_.push_back(std::move(current_));
    }
    current_ = {};
  }

  const std::string& name_;
  std::size_t line_number_ = 0;
  NamedSentence current_;
  std::vector<NamedSentence> sentences_;
};

}  // namespace

std::vector<Name> names_of(const Tree& tree) {
  std::vector<Name> names;
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    add_tag(to_string(tree.words[i].name), i, names);
  }
  return names;
}

Result<std::vector<NamedSentence>> read_iob2(std::string_view text, const std::string& name) {
  return Iob2Reader(name).read(text);
}

}  // namespace rapport::extract
