// Folding of names, the English singular, the identity of an entity, and the distance of two words.
//
// Case folding and decomposition are Unicode's (UAX 15, UAX 44) through ICU; the text that reports
// are made of, ASCII, is folded without it.

#include "rapport/pack/fold.h"

#include <algorithm>
#include <array>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "pack/plural.h"

namespace rapport::pack {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void trim_end(std::string& out) {
  if (!out.empty() && out.back() == ' ') {
    out.pop_back();
  }
}

std::string fold_ascii(std::string_view text) {
  std::string out(text);
  std::size_t size = 0;
  for (const char c : text) {
    const bool blank = c <= ' ' || c == 0x7f;
    if (blank && (size == 0 || out[size - 1] == ' ')) {
      continue;
    }
    out[size++] = blank                  ? ' '
                  : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a')
                  : c == '`'             ? '\''
                                         : c;
  }
  out.resize(size);
  trim_end(out);
  return out;
}

// The typographer's quotation marks for apostrophes and dashes (U+2018, U+2019, U+2013, U+2014),
// which most of the text that is not ASCII has and nothing else.
std::string plain_punctuation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view three = text.substr(i, 3);
    if (three == "\u2018" || three == "\u2019") {
      out += '\'';
      i += 2;
    } else if (three == "\u2013" || three == "\u2014") {
      out += '-';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool is_apostrophe(UChar32 c) {
  switch (c) {
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x2035:
    case 0xFF07:
    case 0xFF40:
      return true;
    default:
      return false;
  }
}

// Letters that Unicode does not decompose though a reader takes them for a letter with a mark.
std::u16string_view base_letters(UChar32 c) {
  switch (c) {
    case 0x00F8:
      return u"o";  // ø
    case 0x0142:
      return u"l";  // ł
    case 0x0111:
    case 0x00F0:
      return u"d";  // đ ð
    case 0x0131:
      return u"i";  // ı
    case 0x00E6:
      return u"ae";  // æ
    case 0x0153:
      return u"oe";  // œ
    case 0x00FE:
      return u"th";  // þ
    case 0x0127:
      return u"h";  // ħ
    case 0x0167:
      return u"t";  // ŧ
    default:
      return {};
  }
}

// Diacritics and invisible characters. The vowel signs of the scripts of India have combining class
// 0 and stay: they are letters.
bool is_dropped(UChar32 c) {
  if (c < 0x80) {
    return false;
  }
  return u_getCombiningClass(c) >= 10 || u_charType(c) == U_ENCLOSING_MARK ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

icu::UnicodeString without_marks(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (is_apostrophe(c)) {
      out.append(u'\'');
    } else if (!is_dropped(c)) {
      out.append(c);
    }
  }
  return out;
}

icu::UnicodeString decomposed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status) != 0) {
    return text;
  }
  icu::UnicodeString out = nfkd->normalize(text, status);
  return U_FAILURE(status) != 0 ? text : out;
}

// One round: apostrophes first, for some of them decompose into a blank and a mark.
icu::UnicodeString fold_round(const icu::UnicodeString& text) {
  icu::UnicodeString folded = without_marks(decomposed(without_marks(text)));
  folded.foldCase();
  return without_marks(decomposed(folded));
}

// Blanks, dashes and the letters without decomposition, in a text that is folded otherwise.
std::string plain_characters(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (c > ' ' && c < 0x7f) {
      out.append(c);
    } else if (u_isUWhiteSpace(c) != 0 || u_charType(c) == U_CONTROL_CHAR) {
      if (!out.isEmpty() && out[out.length() - 1] != u' ') {
        out.append(u' ');
      }
    } else if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212 || c == 0x2043) {
      out.append(u'-');
    } else if (const std::u16string_view base = base_letters(c); !base.empty()) {
      out.append(base.data(), static_cast<int32_t>(base.size()));
    } else {
      out.append(c);
    }
  }
  std::string utf8;
  out.toUTF8String(utf8);
  trim_end(utf8);
  return utf8;
}

icu::UnicodeString from_utf8(std::string_view text) {
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), length));
}

std::vector<UChar32> code_points(std::string_view text) {
  const icu::UnicodeString characters = from_utf8(text);
  std::vector<UChar32> out;
  for (int32_t i = 0; i < characters.length();) {
    out.push_back(characters.char32At(i));
    i += U16_LENGTH(out.back());
  }
  return out;
}

constexpr std::array<std::string_view, 20> kDeterminers = {
    "the", "a",   "an",   "this", "that", "these", "those", "its",   "their", "his",
    "her", "our", "your", "my",   "some", "any",   "each",  "every", "such",  "all"};

constexpr std::array<std::string_view, 32> kPrepositions = {
    "of",      "in",      "for",    "to",      "on",     "at",     "with",    "by",
    "from",    "between", "among",  "against", "within", "across", "through", "over",
    "under",   "into",    "toward", "towards", "during", "about",  "after",   "before",
    "without", "as",      "around", "via",     "per",    "beyond", "amid",    "throughout"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "the donor countries" -> "donor countries"; a name that is nothing but determiners stays.
std::string_view without_determiners(std::string_view name, Layer layer) {
  for (;;) {
    const std::size_t blank = name.find(' ');
    if (blank == std::string_view::npos) {
      return name;
    }
    const std::string_view first = name.substr(0, blank);
    if (layer == Layer::kNamed ? first != "the" : !contains(kDeterminers, first)) {
      return name;
    }
    name.remove_prefix(blank + 1);
  }
}

// Where the head noun ends: before the first preposition ("donors in conflict zones"), else at the
// end.
std::size_t head_end(std::string_view name) {
  std::size_t begin = name.find(' ');
  while (begin != std::string_view::npos) {
    const std::size_t end = name.find(' ', begin + 1);
    if (contains(kPrepositions, name.substr(begin + 1, end - begin - 1))) {
      return begin;
    }
    begin = end;
  }
  return name.size();
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    return fold_ascii(text);
  }
  if (const std::string plain = plain_punctuation(text); is_ascii(plain)) {
    return fold_ascii(plain);
  }
  return plain_characters(fold_round(from_utf8(text)));
}

std::string singular(std::string_view noun) { return singular_word(noun); }

std::string entity_key(std::string_view name, Layer layer, std::string_view root_type) {
  const std::string folded = fold(name);
  const std::string_view rest = without_determiners(folded, layer);
  std::string key;
  if (layer == Layer::kNamed) {
    key = rest;
  } else {
    const std::size_t end = head_end(rest);
    const std::size_t blank = rest.rfind(' ', end == 0 ? 0 : end - 1);
    const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
    key = rest.substr(0, begin);
    key += singular(rest.substr(begin, end - begin));
    key += rest.substr(end);
  }
  key += '|';
  key += root_type;
  return key;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::vector<UChar32> x = code_points(a);
  const std::vector<UChar32> y = code_points(b);
  const std::size_t longer = std::max(x.size(), y.size());
  if (longer - std::min(x.size(), y.size()) > limit) {
    return limit + 1;
  }
  limit = std::min(limit, longer);
  const std::size_t far = limit + 1;
  // Three rows of the table (a transposition looks two rows back), and of each only the cells
  // within `limit` of the diagonal (Ukkonen, 1985): all others are far.
  std::vector<std::size_t> before(y.size() + 1, far), last(before), row(before);
  for (std::size_t j = 0; j <= std::min(y.size(), limit); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= x.size(); ++i) {
    const std::size_t begin = i > limit ? i - limit : 1;
    row[begin - 1] = begin == 1 ? std::min(i, far) : far;
    std::size_t best = row[begin - 1];
    for (std::size_t j = begin; j <= std::min(y.size(), i + limit); ++j) {
      const std::size_t change = x[i - 1] == y[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change, far});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    if (best == far) {
      return far;
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[y.size()];
}

}  // namespace rapport::pack
