// The walk over a block: blanks, words, marks; see token.h.

#include "extract/layout/token.h"

#include <algorithm>
#include <array>

#include "extract/layout/token_char.h"
#include "extract/layout/token_lists.h"
#include "extract/layout/token_word.h"

namespace rapport::extract {
namespace {

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Marks of which several in a row are one token: "...", "!!!", "?!", "--", "***".
bool repeats(char32_t c) {
  constexpr std::u32string_view kRepeating = U".!?-*=_~#<>+";
  return kRepeating.find(c) != std::u32string_view::npos;
}
bool same_run(char32_t first, char32_t next) {
  const bool exclaims =
      (first == U'!' || first == U'?') && (next == U'!' || next == U'?' || next == U'.');
  return exclaims || (first == next && repeats(first));
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  // Reads up to the next blank, from a character that is none; returns where it stopped.
  std::size_t read(std::size_t at) {
    const std::size_t plain = plain_word(at);
    return plain > at ? plain : chunk(at);
  }

 private:
  void push(std::size_t begin, std::size_t end) {
    Token& token = tokens_.emplace_back();
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    token.form = plain_form(text_.substr(begin, end - begin));
  }

  void push_word(std::size_t begin, std::size_t end) {
    std::size_t first = first_part(text_.substr(begin, end - begin));
    if (first == 0) {
      push(begin, end);
      return;
    }
    const std::size_t inner = first_part(text_.substr(begin, first));  // wouldn't've
    if (inner > 0) {
      push(begin, begin + inner);
      push(begin + inner, begin + first);
    } else {
      push(begin, begin + first);
    }
    push(begin + first, end);
  }

  // The word at `begin` with the full stop it takes; returns where it ends.
  std::size_t word(std::size_t begin, std::size_t end) {
    if (end < text_.size() && text_[end] == '.' && takes_full_stop(text_, begin, end)) {
      push(begin, end + 1);
      return end + 1;
    }
    push_word(begin, end);
    return end;
  }

  // The common case, letters up to a blank or to one mark before it. Returns `at` for all others.
  std::size_t plain_word(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && ascii_letter(text_[end])) {
      ++end;
    }
    if (end == at) {
      return at;
    }
    if (end == text_.size() || text_[end] == ' ' || text_[end] == '\n') {
      push_word(at, end);
      return end;
    }
    const char mark = text_[end];
    const bool closes = mark == ',' || mark == '.' || mark == ';' || mark == ':';
    if (closes && (end + 1 == text_.size() || text_[end + 1] == ' ' || text_[end + 1] == '\n')) {
      if (mark == '.' && takes_full_stop(text_, at, end)) {
        push(at, end + 1);
      } else {
        push_word(at, end);
        push(end, end + 1);
      }
      return end + 1;
    }
    return at;
  }

  // All else up to the next blank.
  std::size_t chunk(std::size_t begin) {
    std::size_t end = begin;
    while (end < text_.size()) {
      const Character c = character_at(text_, end);
      if (c.blank()) {
        break;
      }
      end += c.size;
    }
    const Span link = link_in(begin, end);
    std::size_t at = begin;
    while (at < end) {
      if (!link.empty() && at == link.begin) {
        push(link.begin, link.end);
        at = link.end;
      } else {
        const Character c = character_at(text_, at);
        at = c.word() ? word(at, word_end(text_, at)) : mark(begin, at, end, c);
      }
    }
    return end;
  }

  // The address in a chunk, without brackets, quotes and stops around it; empty when there is none.
  Span link_in(std::size_t begin, std::size_t end) const {
    const std::string_view chunk = text_.substr(begin, end - begin);
    const std::size_t first = chunk.find_first_not_of("([{<\"'");
    const std::size_t last = chunk.find_last_not_of(")]}>\"'.,;:!?");
    if (first == std::string_view::npos || last == std::string_view::npos || last < first) {
      return {};
    }
    const std::string_view core = chunk.substr(first, last + 1 - first);
    const std::size_t at_sign = core.find('@');
    const bool mail = at_sign != std::string_view::npos && at_sign > 0 &&
                      core.find('.', at_sign) != std::string_view::npos && ascii_letter(core[0]);
    const std::size_t scheme = core.find("://");
    const bool url = (scheme != std::string_view::npos && scheme <= 8) ||
                     core.starts_with("www.") || core.starts_with("mailto:");
    if (!mail && !url) {
      return {};
    }
    return {static_cast<std::uint32_t>(begin + first),
            static_cast<std::uint32_t>(begin + last + 1)};
  }

  // A mark, or a word that begins with one: ".5", "+44", "@handle", "#tag", "'72", "'em".
  std::size_t mark(std::size_t chunk_begin, std::size_t at, std::size_t chunk_end, Character c) {
    const Character next = character_at(text_, at + c.size);
    if (at + c.size < chunk_end && begins_word(chunk_begin, at, chunk_end, c, next)) {
      return word_after_mark(at, at + c.size);
    }
    if (at == chunk_begin || chunk_end - at <= 3) {
      const std::size_t face = emoticon_size(text_.substr(at, chunk_end - at));
      const std::size_t after = at + face;
      if (face > 0 && (after == chunk_end || !character_at(text_, after).word())) {
        push(at, after);
        return after;
      }
    }
    std::size_t end = at + c.size;
    if (is_apostrophe(c.code) && is_apostrophe(next.code)) {
      end += next.size;  // '' and `` are quotes
    }
    while (end < chunk_end && same_run(c.code, character_at(text_, end).code)) {
      ++end;
    }
    push(at, end);
    return end;
  }

  std::size_t word_after_mark(std::size_t begin, std::size_t word_begin) {
    const std::size_t end = word_end(text_, word_begin);
    push(begin, end);
    return end;
  }

  bool begins_word(std::size_t chunk_begin, std::size_t at, std::size_t chunk_end, Character c,
                   Character next) const {
    const bool first = at == chunk_begin;
    switch (c.code) {
      case U'.':
        return next.digit() && (first || !character_before(text_, chunk_begin, at).word());
      case U'+':
        return first && next.digit();
      case U'@':
      case U'#':
        return first && next.letter();
      default:
        break;
    }
    if (!is_apostrophe(c.code) || !first) {
      return false;
    }
    const std::string_view rest = text_.substr(at + c.size, chunk_end - at - c.size);
    constexpr auto kClipped = std::to_array<std::string_view>(
        {"s", "em", "til", "cause", "ll", "re", "ve", "d", "m", "n"});
    return next.digit() || std::find(kClipped.begin(), kClipped.end(), rest) != kClipped.end();
  }

  std::string_view text_;  // ends where the block ends
  std::vector<Token>& tokens_;
};

// The plain spelling of a typographic mark; empty for one that is only layout (soft hyphen,
// joiner); nullopt for all else.
const char* plain_mark(char32_t c) {
  switch (c) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201A':
    case U'\u201B':
    case U'\u2032':
    case U'\u02BC':
    case U'\u00B4':
    case U'\uFF07':
      return "'";
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u2033':
    case U'\u00AB':
    case U'\u00BB':
    case U'\uFF02':
      return "\"";
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2212':
      return "-";
    case U'\u2014':
    case U'\u2015':
      return "--";
    case U'\u2026':
      return "...";
    case U'\u00AD':
    case U'\u200C':
    case U'\u200D':
      return "";
    default:
      return nullptr;
  }
}

}  // namespace

std::string plain_form(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    return std::string(word);
  }
  std::string form;
  form.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    const char* mark = plain_mark(c.code);
    form += mark != nullptr ? std::string_view(mark) : word.substr(at, c.size);
    at += c.size;
  }
  return form.empty() ? std::string(word) : form;
}

bool TokenReader::read(std::vector<Token>& tokens) {
  Character c = character_at(text_, at_);
  while (at_ < text_.size() && c.blank()) {
    at_ += c.size;
    c = character_at(text_, at_);
  }
  if (at_ >= text_.size()) {
    return false;
  }
  at_ = Tokenizer(text_, tokens).read(at_);
  return true;
}

}  // namespace rapport::extract
