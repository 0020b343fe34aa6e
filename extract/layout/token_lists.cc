// The lists of token_lists.h, each sorted, looked up by binary search.

#include "extract/layout/token_lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace rapport::extract {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestListed = 16;

constexpr auto kTitles = std::to_array<std::string_view>(
    {"adm",  "amb",  "brig", "capt", "cdr",  "cmdr", "col",  "cols", "cpl",   "dr",
     "drs",  "fr",   "ft",   "gen",  "gens", "gov",  "hon",  "lt",   "maj",   "messrs",
     "mlle", "mme",  "mr",   "mrs",  "ms",   "mt",   "pres", "prof", "profs", "pte",
     "rep",  "reps", "rev",  "sen",  "sens", "sgt",  "st",   "supt"});
constexpr auto kNumbered = std::to_array<std::string_view>(
    {"app", "art",  "ch",    "chap", "cl", "eq",  "fig",  "figs", "no",  "nos",
     "p",   "para", "paras", "pp",   "pt", "sec", "sect", "v",    "vol", "vols"});
constexpr auto kDates = std::to_array<std::string_view>({"mar", "sat", "sun", "wed"});
constexpr auto kLeaning = std::to_array<std::string_view>(
    {"approx", "ca", "cf", "e.g", "eg", "esp", "i.e", "ie", "incl", "seq", "viz", "vs"});
constexpr auto kOthers = std::to_array<std::string_view>(
    {"a.k.a", "al",   "apr",   "arrv",  "assn", "assoc", "attn", "aug",  "ave",  "bldg",
     "blvd",  "bn",   "bros",  "co",    "conf", "corp",  "dec",  "dept", "dist", "div",
     "ed",    "eds",  "esq",   "est",   "et",   "etc",   "ext",  "feb",  "fri",  "govt",
     "hwy",   "inc",  "info",  "intl",  "jan",  "jr",    "jul",  "jun",  "lb",   "lbs",
     "ltd",   "m.sc", "max",   "mfg",   "min",  "mins",  "misc", "mon",  "nat",  "natl",
     "nov",   "oct",  "op",    "orig",  "oz",   "ph",    "ph.d", "plc",  "ps",   "pty",
     "pvt",   "rd",   "ret",   "sep",   "sept", "sq",    "sr",   "sts",  "tel",  "temp",
     "thu",   "thur", "thurs", "trans", "tue",  "tues",  "univ", "weds", "yr",   "yrs"});
constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"anti", "arch",  "bi",    "bio",   "co",    "contra", "counter", "cross",  "cyber",  "de",
     "e",    "ex",    "extra", "geo",   "hyper", "infra",  "inter",   "intra",  "macro",  "mega",
     "meta", "micro", "mid",   "mini",  "mis",   "mono",   "multi",   "neo",    "neuro",  "non",
     "over", "pan",   "para",  "post",  "pre",   "pro",    "proto",   "pseudo", "psycho", "re",
     "semi", "socio", "sub",   "super", "supra", "trans",  "tri",     "ultra",  "un",     "uni"});
constexpr auto kFused = std::to_array<std::pair<std::string_view, std::size_t>>(
    {{"aint", 2},   {"arent", 3},    {"cannot", 3}, {"cant", 2},   {"couldnt", 5}, {"didnt", 3},
     {"doesnt", 4}, {"dont", 2},     {"gimme", 3},  {"gonna", 3},  {"gotta", 3},   {"hadnt", 3},
     {"hasnt", 3},  {"havent", 4},   {"im", 1},     {"isnt", 2},   {"ive", 1},     {"lemme", 3},
     {"outta", 3},  {"shouldnt", 6}, {"thats", 4},  {"theres", 5}, {"theyre", 4},  {"wanna", 3},
     {"wasnt", 3},  {"werent", 4},   {"whats", 4},  {"wont", 2},   {"wouldnt", 5}, {"youll", 3},
     {"youre", 3}});
constexpr auto kUnits = std::to_array<std::string_view>(
    {"AM",  "GB", "GHz", "GW",  "Hz",  "K",   "KB",   "KW", "M",   "MB",  "MHz", "MW",  "MWh",
     "PM",  "TB", "am",  "bn",  "cm",  "f",   "ft",   "g",  "gb",  "ghz", "gw",  "ha",  "hr",
     "hrs", "hz", "k",   "kHz", "kW",  "kWh", "kb",   "kg", "khz", "km",  "kw",  "kwh", "lb",
     "lbs", "m",  "mb",  "mg",  "mhz", "min", "mins", "ml", "mm",  "mph", "mw",  "mwh", "nm",
     "oz",  "pm", "sq",  "tb",  "tn",  "v",   "w",    "x",  "yr",  "yrs"});
constexpr auto kStarters = std::to_array<std::string_view>(
    {"a",        "after",       "all",     "also",   "although", "an",     "and",     "another",
     "as",       "at",          "because", "before", "both",     "but",    "by",      "can",
     "did",      "do",          "does",    "during", "each",     "even",   "every",   "for",
     "from",     "furthermore", "he",      "her",    "here",     "his",    "how",     "however",
     "i",        "if",          "in",      "is",     "it",       "its",    "many",    "meanwhile",
     "moreover", "most",        "my",      "no",     "not",      "now",    "of",      "on",
     "once",     "one",         "only",    "or",     "other",    "our",    "please",  "she",
     "since",    "so",          "some",    "such",   "that",     "the",    "their",   "then",
     "there",    "these",       "they",    "this",   "those",    "though", "thus",    "to",
     "two",      "under",       "until",   "was",    "we",       "what",   "when",    "where",
     "which",    "while",       "who",     "why",    "with",     "within", "without", "you",
     "your"});
// What stands after the last stop of a file or host name.
constexpr auto kNameEndings = std::to_array<std::string_view>(
    {"aspx", "biz",  "com", "csv",  "doc", "docx", "edu",  "exe",  "gif", "gov", "htm",
     "html", "info", "int", "jpeg", "jpg", "js",   "json", "mil",  "net", "org", "pdf",
     "php",  "png",  "ppt", "pptx", "txt", "url",  "xls",  "xlsx", "xml", "zip"});
static_assert(std::is_sorted(kNameEndings.begin(), kNameEndings.end()));
// Longest first.
constexpr auto kEmoticons = std::to_array<std::string_view>({
    ">:(",
    ":'(",
    ":-)",
    ":-(",
    ";-)",
    ":-D",
    ":-P",
    ":-/",
    ":)",
    ":(",
    ";)",
    ":D",
    ":P",
    ":/",
    "=)",
    "=(",
    ":|",
    "<3",
});

// `word` in lower case in a buffer, or "" when it is longer than any listed word.
class Lowered {
 public:
  explicit Lowered(std::string_view word) {
    if (word.size() > kLongestListed) {
      return;
    }
    for (const char c : word) {
      buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, kLongestListed> buffer_{};
  std::size_t size_ = 0;
};

template <std::size_t n>
bool listed(const std::array<std::string_view, n>& list, std::string_view lower) {
  return std::binary_search(list.begin(), list.end(), lower);
}

static_assert(std::is_sorted(kTitles.begin(), kTitles.end()));
static_assert(std::is_sorted(kNumbered.begin(), kNumbered.end()));
static_assert(std::is_sorted(kDates.begin(), kDates.end()));
static_assert(std::is_sorted(kLeaning.begin(), kLeaning.end()));
static_assert(std::is_sorted(kOthers.begin(), kOthers.end()));
static_assert(std::is_sorted(kPrefixes.begin(), kPrefixes.end()));
static_assert(std::is_sorted(kFused.begin(), kFused.end()));
static_assert(std::is_sorted(kUnits.begin(), kUnits.end()));
static_assert(std::is_sorted(kStarters.begin(), kStarters.end()));

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  const Lowered lower(word);
  const std::string_view key = lower.view();
  if (key.empty()) {
    return Abbreviation::kNo;
  }
  const bool capital = word[0] >= 'A' && word[0] <= 'Z';
  if (capital && listed(kTitles, key)) {
    return Abbreviation::kTitle;
  }
  if (capital && listed(kDates, key)) {
    return Abbreviation::kDate;
  }
  if (listed(kNumbered, key)) {
    return Abbreviation::kNumbered;
  }
  if (listed(kLeaning, key)) {
    return Abbreviation::kLeaning;
  }
  return listed(kOthers, key) ? Abbreviation::kOther : Abbreviation::kNo;
}

bool keeps_hyphen(std::string_view prefix) { return listed(kPrefixes, Lowered(prefix).view()); }

std::optional<std::size_t> fused_split(std::string_view word) {
  const Lowered lower(word);
  const auto at =
      std::lower_bound(kFused.begin(), kFused.end(), lower.view(),
                       [](const auto& entry, std::string_view key) { return entry.first < key; });
  if (at == kFused.end() || at->first != lower.view() || word.empty()) {
    return std::nullopt;
  }
  return at->second;
}

bool is_unit(std::string_view letters) { return listed(kUnits, letters); }

bool begins_sentences(std::string_view word) { return listed(kStarters, Lowered(word).view()); }

bool ends_names(std::string_view word) { return listed(kNameEndings, Lowered(word).view()); }

std::size_t emoticon_size(std::string_view text) {
  for (const std::string_view emoticon : kEmoticons) {
    if (text.starts_with(emoticon)) {
      return emoticon.size();
    }
  }
  return 0;
}

}  // namespace rapport::extract
