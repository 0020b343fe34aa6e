// Sentence ends by rule: a stop, what closes after it, and what comes next. Semicolons and colons
// never end a sentence.

#include "extract/layout/sentence_end.h"

#include <algorithm>

#include "extract/layout/token_char.h"
#include "extract/layout/token_lists.h"

namespace rapport::extract {
namespace {

bool all_of(std::string_view word, std::string_view allowed) {
  return !word.empty() && word.find_first_not_of(allowed) == std::string_view::npos;
}

bool adjacent(const Token& left, const Token& right) { return left.span.end == right.span.begin; }

// "b. March 2009", "r. t.": what ends so is short for something.
bool is_lower_letter(std::span<const Token> tokens, std::size_t stop) {
  return stop > 0 && tokens[stop - 1].form.size() == 1 && tokens[stop - 1].form[0] >= 'b' &&
         tokens[stop - 1].form[0] <= 'z' && adjacent(tokens[stop - 1], tokens[stop]);
}

bool is_number(std::string_view word) { return all_of(word, "0123456789."); }

// "[17]" or "17" right behind a stop: the mark of a footnote goes with the sentence before it.
bool is_footnote_mark(std::string_view text, const Token& stop, const Token& mark) {
  constexpr std::size_t kMostDigits = 3;
  std::size_t at = mark.span.begin;
  const bool bracket = mark.form == "[";
  at += bracket ? 1 : 0;
  std::size_t digits = 0;
  while (digits <= kMostDigits && at < text.size() && text[at] >= '0' && text[at] <= '9') {
    ++at;
    ++digits;
  }
  if (digits == 0 || digits > kMostDigits) {
    return false;
  }
  if (bracket) {
    return at < text.size() && text[at] == ']';
  }
  return adjacent(stop, mark) && (character_at(text, at).blank());
}

// A row of signs that separates: "_____", "*****".
bool is_rule(std::string_view form) {
  constexpr std::size_t kShortest = 8;
  return form.size() >= kShortest && form.find_first_not_of(form[0]) == std::string_view::npos &&
         all_of(form.substr(0, 1), "_*=-~#");
}

// The first letter or digit from `at` on, over quotes, brackets, dashes and a blank; bounded.
Character first_word_character(std::string_view text, std::size_t at) {
  for (int n = 0; n < 6 && at < text.size(); ++n) {
    const Character c = character_at(text, at);
    if (c.word()) {
      return c;
    }
    at += c.size;
  }
  return {U'\0', 0, CharClass::kPunct};
}

}  // namespace

SentenceEnds::Stop SentenceEnds::stop_of(std::span<const Token> tokens, std::size_t at) const {
  const std::string_view form = tokens[at].form;
  if (character_at(form, form.size() - 1).word()) {
    return Stop::kOpen;  // the common case
  }
  if (all_of(form, "?!.") && form.find_first_of("?!") != std::string_view::npos) {
    return Stop::kExclaim;
  }
  if (form == ".") {
    // "1." and "(2." are numbers of a list.
    const bool enumerates = at > 0 && at <= 2 && is_number(tokens[at - 1].form) &&
                            tokens[at - 1].form.size() <= 3 &&
                            (at == 1 || !character_at(tokens[0].form, 0).word());
    return enumerates || is_lower_letter(tokens, at) ? Stop::kOpen : Stop::kFull;
  }
  if (is_rule(form)) {
    return Stop::kExclaim;
  }
  if (form.size() > 1 && all_of(form, ".")) {
    return Stop::kEllipsis;
  }
  return form.size() > 1 && form.back() == '.' ? Stop::kAbbreviation : Stop::kOpen;
}

bool SentenceEnds::closes(std::span<const Token> tokens, std::size_t at) const {
  const std::string_view form = tokens[at].form;
  if (in_footnote_ || is_footnote_mark(text_, tokens[at - 1], tokens[at])) {
    return true;
  }
  if (emoticon_size(form) == form.size()) {
    return true;
  }
  if (form == ")" || form == "]" || form == "}" || form == "''") {
    return true;
  }
  const Character c = character_at(text_, tokens[at].span.begin);
  if (c.code == U'\u201D' || c.code == U'\u00BB') {
    return true;
  }
  if (form != "\"" && form != "'") {
    return false;
  }
  if (c.code == U'\u201C' || c.code == U'\u00AB' || c.code == U'\u2018') {
    return false;
  }
  const bool attached = adjacent(tokens[at - 1], tokens[at]);
  const bool opens =
      !character_at(text_, tokens[at].span.end).blank() && tokens[at].span.end < text_.size();
  return attached || (!opens && in_quote_);
}

bool SentenceEnds::abbreviation_ends(std::span<const Token> tokens, std::size_t at) const {
  const std::string_view abbreviated = tokens[stop_at_].form;
  const std::string_view word = abbreviated.substr(0, abbreviated.size() - 1);
  const Character next = character_at(text_, tokens[at].span.begin);
  const Abbreviation kind = abbreviation(word);
  if (kind == Abbreviation::kTitle || kind == Abbreviation::kNumbered ||
      kind == Abbreviation::kLeaning) {
    return false;
  }
  if (word == "etc" || word == "p.m" || word == "a.m") {
    return next.upper();
  }
  return next.upper() && begins_sentences(tokens[at].form);
}

// Whether the sentence goes on with tokens[at] although a stop came before it.
bool SentenceEnds::goes_on(std::span<const Token> tokens, std::size_t at) const {
  if (stop_ == Stop::kAbbreviation) {
    return !abbreviation_ends(tokens, at);
  }
  const Character next = character_at(text_, tokens[at].span.begin);
  const bool opens = next.code == U'"' || next.code == U'(' || next.code == U'[' ||
                     next.code == U'\'' || next.code == U'`' || next.code == U'\u201C' ||
                     next.code == U'\u2018' || next.code == U'\u00AB' || next.code == U'-' ||
                     next.code == U'*' || next.code == U'\u2013' || next.code == U'\u2014' ||
                     next.code == U'\u2022';
  if (!next.word() && !opens) {
    return next.code < 128 && next.code != U'$' && next.code != U'#' && next.code != U'@' &&
           next.code != U':' && next.code != U'<' && next.code != U'=' && next.code != U'+';
  }
  const Character first = next.word() ? next : first_word_character(text_, tokens[at].span.end);
  // Without a blank: "region.key areas" after the word itself, not after what closes.
  if (adjacent(tokens[at - 1], tokens[at]) && !first.upper() && (closed_ || !next.letter())) {
    return true;
  }
  if (stop_ == Stop::kEllipsis) {
    return !first.upper();
  }
  if (first.lower()) {
    return stop_ == Stop::kExclaim ? closed_ : false;
  }
  return false;
}

bool SentenceEnds::begins(std::span<const Token> tokens, std::size_t at) {
  bool begins = false;
  if (stop_ != Stop::kOpen && at > 0) {
    if (closes(tokens, at)) {
      closed_ = true;
      in_footnote_ = tokens[at].form == "[" || (in_footnote_ && tokens[at].form != "]");
    } else {
      begins = !goes_on(tokens, at);
      stop_ = Stop::kOpen;
    }
  }
  if (begins) {
    in_quote_ = false;
  }
  if (tokens[at].form == "\"") {
    in_quote_ = !in_quote_;
  }
  // What begins a sentence, or stands alone in front, does not end it.
  const Stop stop = begins || at == 0 ? Stop::kOpen : stop_of(tokens, at);
  if (stop != Stop::kOpen) {
    stop_ = stop;
    stop_at_ = at;
    closed_ = false;
    in_footnote_ = false;
  }
  return begins;
}

}  // namespace rapport::extract
