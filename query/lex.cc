// The lexer: one pass over the bytes, UTF-8 aware where it must be (names, escapes).

#include "query/lex.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "query/failure.h"

namespace rapport::query {

namespace {

constexpr std::array<std::string_view, 7> kTwoByteSymbols = {"<=", ">=", "<>", "=~",
                                                             "..", "+=", "::"};
constexpr std::string_view kOneByteSymbols = "()[]{}<>=+-*/%^,.:;|&!";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void append_utf8(std::string& out, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> buffer{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(buffer.data(), length);
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    check_encoding();
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
      next();
    }
    add(TokenKind::kEnd, at_, "");
    match_brackets();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }
  void add(TokenKind kind, std::size_t begin, std::string value) {
    tokens_.push_back({.kind = kind, .place = from(begin), .text = std::move(value)});
  }
  void check_encoding() const {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      if (decode(at) < 0) {
        fail_syntax({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)},
                    "InvalidUnicodeCharacter", "this is not UTF-8");
      }
    }
  }
  // Below 0 where it is not UTF-8.
  UChar32 decode(std::size_t& at) const {
    UChar32 c = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    auto i = static_cast<std::int64_t>(at);
    U8_NEXT(bytes, i, static_cast<std::int64_t>(text_.size()), c);
    at = static_cast<std::size_t>(i);
    return c;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (peek() == '/' && peek(1) == '/') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (peek() == '/' && peek(1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) {
          fail_syntax(from(at_), "UnexpectedSyntax", "the comment is not closed", "end it with */");
        }
        at_ = end + 2;
      } else if (!skip_blank()) {
        return;
      }
    }
  }

  bool skip_blank() {
    std::size_t after = at_;
    const UChar32 c = decode(after);
    if (!u_isUWhiteSpace(c) && c != 0xFEFF && (c > 0x1F || c < 0x1C)) {
      return false;
    }
    at_ = after;
    return true;
  }

  void next() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !follows_dot())) {
      number();
    } else if (c == '\'' || c == '"') {
      string(c);
    } else if (c == '`') {
      quoted_name();
    } else if (c == '$') {
      parameter();
    } else if (!symbol()) {
      name();
    }
  }

  // `1..3` is a range, not 1. and .3.
  bool follows_dot() const { return at_ > 0 && text_[at_ - 1] == '.'; }

  bool symbol() {
    const std::size_t begin = at_;
    for (const std::string_view two : kTwoByteSymbols) {
      if (text_.substr(at_, 2) == two) {
        at_ += 2;
        add(TokenKind::kSymbol, begin, std::string(two));
        return true;
      }
    }
    if (kOneByteSymbols.find(peek()) == std::string_view::npos) {
      return false;
    }
    add(TokenKind::kSymbol, begin, std::string(1, text_[at_++]));
    tokens_.back().place = from(begin);
    return true;
  }

  void name() {
    const std::size_t begin = at_;
    std::size_t after = at_;
    const UChar32 first = decode(after);
    if (!u_isIDStart(first) && first != '_') {
      at_ = after;
      fail_syntax(from(begin), first < 0x80 ? "UnexpectedSyntax" : "InvalidUnicodeCharacter",
                  "this character has no meaning here");
    }
    at_ = after;
    while (at_ < text_.size()) {
      after = at_;
      const UChar32 c = decode(after);
      if (!(u_isIDPart(c) || c == '_') || u_isIDIgnorable(c)) {
        break;
      }
      at_ = after;
    }
    add(TokenKind::kName, begin, std::string(text_.substr(begin, at_ - begin)));
  }

  void quoted_name() {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < text_.size()) {
      if (peek() == '`') {
        if (peek(1) != '`') {
          ++at_;
          add(TokenKind::kQuotedName, begin, std::move(value));
          return;
        }
        ++at_;
      }
      value += text_[at_++];
    }
    fail_syntax(from(begin), "UnexpectedSyntax", "the quoted name is not closed", "end it with `");
  }

  void parameter() {
    const std::size_t begin = at_++;
    if (peek() == '`') {
      quoted_name();
    } else {
      const std::size_t word = at_;
      while (is_word(peek()) || (static_cast<unsigned char>(peek()) & 0x80) != 0) {
        ++at_;
      }
      if (at_ == word) {
        fail_syntax(from(begin), "UnexpectedSyntax", "a parameter needs a name", "write $name");
      }
      add(TokenKind::kParameter, begin, std::string(text_.substr(word, at_ - word)));
    }
    tokens_.back().kind = TokenKind::kParameter;
    tokens_.back().place = from(begin);
  }

  void number() {
    const std::size_t begin = at_;
    bool is_float = false;
    const char mark = peek(1);
    if (peek() == '0' && (mark == 'x' || mark == 'X' || mark == 'o' || mark == 'O')) {
      at_ += 2;
    } else {
      digits();
      if (peek() == '.' && is_digit(peek(1))) {
        is_float = true;
        ++at_;
        digits();
      }
      if ((peek() == 'e' || peek() == 'E') &&
          (is_digit(peek(1)) || ((peek(1) == '-' || peek(1) == '+') && is_digit(peek(2))))) {
        is_float = true;
        at_ += 2;
        digits();
      }
    }
    while (is_word(peek())) {  // what a number runs into is part of it, for the parser to refuse
      ++at_;
    }
    add(is_float ? TokenKind::kDecimal : TokenKind::kWhole, begin,
        std::string(text_.substr(begin, at_ - begin)));
  }

  void digits() {
    while (is_digit(peek())) {
      ++at_;
    }
  }

  void string(char quote) {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < text_.size() && peek() != quote) {
      if (peek() == '\\') {
        escape(value);
      } else {
        value += text_[at_++];
      }
    }
    if (at_ >= text_.size()) {
      fail_syntax({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)},
                  "UnexpectedSyntax", "the string is not closed",
                  std::string("end it with ") + quote);
    }
    ++at_;
    add(TokenKind::kText, begin, std::move(value));
  }

  void escape(std::string& value) {
    const std::size_t begin = at_++;
    const char c = peek();
    constexpr std::string_view kLetters = "btnrf\\'\"`/";
    constexpr std::string_view kMeanings = "\b\t\n\r\f\\'\"`/";
    if (c == 'u' || c == 'U') {
      value_of_escape(value, begin, c == 'u' ? 4 : 8);
      return;
    }
    const std::size_t known = c == '\0' ? std::string_view::npos : kLetters.find(c);
    if (known == std::string_view::npos) {
      at_ = std::min(at_ + 1, text_.size());
      fail_syntax(from(begin), "UnexpectedSyntax", "no such escape in a string",
                  "write \\\\ for a backslash");
    }
    ++at_;
    value += kMeanings[known];
  }

  void value_of_escape(std::string& value, std::size_t begin, int digits) {
    ++at_;
    UChar32 c = hexadecimal(begin, digits);
    // Two escapes can stand for one character outside the basic plane, as in JSON.
    if (U16_IS_LEAD(c) && peek() == '\\' && (peek(1) == 'u')) {
      at_ += 2;
      const UChar32 trail = hexadecimal(begin, 4);
      c = U16_IS_TRAIL(trail) ? U16_GET_SUPPLEMENTARY(c, trail) : 0x110000;
    }
    if (c > 0x10FFFF || U_IS_SURROGATE(c)) {
      fail_syntax(from(begin), "InvalidUnicodeLiteral", "this is not a character of Unicode");
    }
    append_utf8(value, c);
  }

  UChar32 hexadecimal(std::size_t begin, int digits) {
    std::uint32_t c = 0;
    for (int i = 0; i < digits; ++i, ++at_) {
      const int digit = u_digit(static_cast<unsigned char>(peek()), 16);
      if (digit < 0) {
        fail_syntax(from(begin), "InvalidUnicodeLiteral",
                    "\\u needs four hexadecimal digits, \\U eight");
      }
      c = c * 16 + static_cast<std::uint32_t>(digit);
    }
    return c > 0x10FFFF ? 0x110000 : static_cast<UChar32>(c);
  }

  void match_brackets() {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.kind != TokenKind::kSymbol) {
        continue;
      }
      if (token.text == "(" || token.text == "[" || token.text == "{") {
        open.push_back(i);
      } else if ((token.text == ")" || token.text == "]" || token.text == "}") && !open.empty()) {
        tokens_[open.back()].partner = i;
        open.pop_back();
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view text) { return Lexer(text).run(); }

}  // namespace rapport::query
