// Comparing names and counting matches.

#include "app/eval.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace rapport::app {

namespace {

constexpr std::array<std::string_view, 37> kStopWords = {
    "a",       "an",    "the",   "of",   "in",   "on",    "at",    "to",   "for",  "and",
    "or",      "by",    "with",  "from", "as",   "its",   "their", "his",  "her",  "this",
    "that",    "these", "those", "such", "s",    "which", "more",  "most", "very", "other",
    "various", "all",   "any",   "each", "both", "our",   "your"};

constexpr std::array<std::string_view, 15> kPrepositions = {
    "of",   "in",      "on",      "at",    "to",     "for",    "by",  "with",
    "from", "against", "between", "among", "within", "across", "that"};

bool is_preposition(std::u16string_view word) {
  const auto same = [word](std::string_view ascii) {
    return std::equal(word.begin(), word.end(), ascii.begin(), ascii.end(),
                      [](char16_t a, char b) { return a == static_cast<char16_t>(b); });
  };
  return std::any_of(kPrepositions.begin(), kPrepositions.end(), same) || same("which");
}

bool is_stop_word(const std::string& word) {
  return std::find(kStopWords.begin(), kStopWords.end(), word) != kStopWords.end();
}

// NFKD with all but ASCII left out, in lower case.
std::string to_ascii(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkd = icu::Normalizer2::getNFKDInstance(status);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const icu::UnicodeString decomposed =
      U_SUCCESS(status) ? nfkd->normalize(source, status) : source;
  std::string ascii;
  for (std::int32_t i = 0; i < decomposed.length(); ++i) {
    const char16_t unit = decomposed.charAt(i);
    if (unit < 0x80) {
      ascii += unit >= 'A' && unit <= 'Z' ? static_cast<char>(unit + 32) : static_cast<char>(unit);
    }
  }
  return ascii;
}

std::string stem(const std::string& word) {
  struct Suffix {
    std::string_view end;
    std::size_t least;
  };
  constexpr std::array<Suffix, 7> kSuffixes = {
      {{"ies", 4}, {"sses", 5}, {"ing", 6}, {"ed", 5}, {"es", 5}, {"s", 4}, {"e", 5}}};
  for (const Suffix& suffix : kSuffixes) {
    if (word.ends_with(suffix.end) && word.size() >= suffix.least && !word.ends_with("ss")) {
      return word.substr(0, word.size() - suffix.end.size()) + (suffix.end == "ies" ? "y" : "");
    }
  }
  return word;
}

// A letter, digit, number or underscore, as regular expressions see it.
bool is_word(UChar32 c) {
  return c == '_' || (U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

// Lower case, with the letters that a comparison without case takes for ASCII ones.
char16_t fold_unit(UChar32 c) {
  switch (c) {
    case 0x017F:  // long s
      return 's';
    case 0x0130:  // dotted capital I
    case 0x0131:  // dotless i
      return 'i';
    default: {
      const UChar32 lower = u_tolower(c);
      return lower < 0x80 ? static_cast<char16_t>(lower) : char16_t{0xFFFD};
    }
  }
}

// A name ready to be compared.
struct Name {
  std::vector<std::string> tokens;
  std::set<std::string> set;
  std::string head;
};

Name prepare(std::string_view text) {
  Name name;
  name.tokens = name_tokens(text);
  name.set.insert(name.tokens.begin(), name.tokens.end());
  name.head = name_head(text);
  return name;
}

bool alike(const Name& found, const Name& gold) {
  if (found.tokens.empty() || gold.tokens.empty()) {
    return false;
  }
  if (found.tokens == gold.tokens) {
    return true;
  }
  const auto common = static_cast<std::size_t>(
      std::count_if(found.set.begin(), found.set.end(),
                    [&](const std::string& token) { return gold.set.contains(token); }));
  const double f1 =
      2.0 * static_cast<double>(common) / static_cast<double>(found.set.size() + gold.set.size());
  return f1 >= 0.75 || (found.head == gold.head &&
                        (f1 >= 0.6 || (common == gold.set.size() && found.tokens.size() <= 12)));
}

bool names_any(const Name& found, const std::vector<Name>& wordings) {
  return std::any_of(wordings.begin(), wordings.end(),
                     [&](const Name& wording) { return alike(found, wording); });
}

struct PreparedGold {
  const GoldFact* fact = nullptr;
  std::vector<Name> subject, object;
  bool typed_hit = false, untyped_hit = false;
};

std::vector<Name> prepare_all(const std::vector<std::string>& wordings) {
  std::vector<Name> names;
  names.reserve(wordings.size());
  for (const std::string& wording : wordings) {
    names.push_back(prepare(wording));
  }
  return names;
}

bool is_symmetric(const std::string& relation) {
  return relation == "COOPERATES_WITH" || relation == "OPPOSES" || relation == "RELATED_TO";
}

struct Share {
  std::size_t good = 0, all = 0;
  void add(bool is_good) {
    good += is_good ? 1 : 0;
    ++all;
  }
  double value() const {
    return all == 0 ? 0.0 : static_cast<double>(good) / static_cast<double>(all);
  }
};

// Facts of documents that have gold, each told once.
std::vector<const FoundFact*> unique_facts(
    const std::vector<FoundFact>& facts,
    const std::map<std::string, std::vector<PreparedGold>>& gold) {
  using Key = std::tuple<std::string, std::vector<std::string>, std::string,
                         std::vector<std::string>, std::string>;
  std::set<Key> seen;
  std::vector<const FoundFact*> unique;
  for (const FoundFact& fact : facts) {
    if (gold.contains(fact.doc) && seen.insert({fact.doc, name_tokens(fact.subject), fact.relation,
                                                name_tokens(fact.object), fact.qualifiers.polarity})
                                       .second) {
      unique.push_back(&fact);
    }
  }
  return unique;
}

// Whose evidence is nearer to the quote? The first, when none is.
const GoldFact* closer(const GoldFact* before, const GoldFact* now, const std::string& quote) {
  const bool better =
      before == nullptr || word_f1(quote, now->evidence) > word_f1(quote, before->evidence);
  return better ? now : before;
}

}  // namespace

std::vector<std::string> name_tokens(std::string_view name) {
  std::vector<std::string> tokens;
  std::string word;
  const std::string text = to_ascii(name) + " ";
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%') {
      word += c;
    } else if (!word.empty()) {
      if (!is_stop_word(word)) {
        tokens.push_back(stem(word));
      }
      word.clear();
    }
  }
  return tokens;
}

std::string name_head(std::string_view name) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  std::int32_t end = text.length();
  std::u16string word;
  std::int32_t word_begin = 0;
  for (std::int32_t i = 0; i <= text.length(); i = text.moveIndex32(i, 1)) {
    const bool in_word = i < text.length() && is_word(text.char32At(i));
    if (in_word) {
      if (word.empty()) {
        word_begin = i;
      }
      word += fold_unit(text.char32At(i));
    } else {
      if (is_preposition(word)) {
        end = word_begin;
        break;
      }
      word.clear();
    }
    if (i == text.length()) {
      break;
    }
  }
  std::string first;
  text.tempSubStringBetween(0, end).toUTF8String(first);
  std::vector<std::string> words = name_tokens(first);
  if (words.empty()) {
    words = name_tokens(name);
  }
  return words.empty() ? std::string() : words.back();
}

bool alike(std::string_view found, std::string_view gold) {
  return alike(prepare(found), prepare(gold));
}

Score score(const std::vector<GoldFact>& gold, const std::vector<FoundFact>& facts) {
  std::map<std::string, std::vector<PreparedGold>> by_doc;
  for (const GoldFact& fact : gold) {
    by_doc[fact.doc].push_back({&fact, prepare_all(fact.subject), prepare_all(fact.object)});
  }
  Score result;
  Share types, modality;
  std::size_t typed_right = 0, untyped_right = 0;
  const auto unique = unique_facts(facts, by_doc);
  for (const FoundFact* fact : unique) {
    const Name subject = prepare(fact->subject), object = prepare(fact->object);
    bool typed = false, untyped = false;
    const GoldFact* closest = nullptr;  // of those with its relation and ends
    for (PreparedGold& g : by_doc[fact->doc]) {
      const bool same = names_any(subject, g.subject) && names_any(object, g.object);
      if (!same && !(names_any(subject, g.object) && names_any(object, g.subject))) {
        continue;
      }
      untyped = g.untyped_hit = true;
      if ((!same && !is_symmetric(g.fact->relation)) || fact->relation != g.fact->relation) {
        continue;
      }
      closest = closer(closest, g.fact, fact->quote);
      if (fact->qualifiers.polarity == g.fact->qualifiers.polarity) {
        if (!typed) {
          types.add(fact->subject_type == (same ? g.fact->subject_type : g.fact->object_type));
          types.add(fact->object_type == (same ? g.fact->object_type : g.fact->subject_type));
          modality.add(fact->qualifiers.modality == g.fact->qualifiers.modality);
        }
        typed = g.typed_hit = true;
      }
    }
    typed_right += typed ? 1 : 0;
    untyped_right += untyped ? 1 : 0;
    if (closest != nullptr) {
      ++result.matched;
      result.qualifiers.add(closest->qualifiers, fact->qualifiers);
    }
    if (!typed) {
      result.unmatched.push_back(*fact);
    }
  }
  std::set<const GoldFact*> typed_hits, untyped_hits;
  for (const auto& [doc, list] : by_doc) {
    for (const PreparedGold& g : list) {
      if (g.typed_hit) {
        typed_hits.insert(g.fact);
      }
      if (g.untyped_hit) {
        untyped_hits.insert(g.fact);
      }
    }
  }
  std::size_t core_typed = 0, core_untyped = 0;
  for (const GoldFact& fact : gold) {
    if (!fact.core) {
      continue;
    }
    ++result.core;
    core_typed += typed_hits.count(&fact);
    core_untyped += untyped_hits.count(&fact);
    if (!typed_hits.contains(&fact)) {
      result.missed.push_back(fact);
    }
  }
  result.gold = gold.size();
  result.facts = unique.size();
  result.typed = rates(typed_right, unique.size(), core_typed, result.core);
  result.untyped = rates(untyped_right, unique.size(), core_untyped, result.core);
  result.types = types.value();
  result.modality = modality.value();
  return result;
}

}  // namespace rapport::app
