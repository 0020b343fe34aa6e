// Counts function words. In English prose they are 35 to 50 % of all words; in other languages with
// Latin letters ("in", "an", "me", "on" exist there too) below 12 %. Likewise for the others, of
// which fewer words are listed. Other letters tell by themselves.

#include "extract/read/read_language.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace rapport::extract {
namespace {

constexpr std::size_t kSample = std::size_t{1} << 16;
constexpr std::size_t kFewestWords = 8;
constexpr std::size_t kEnglishShare = 15;  // of 100 words
constexpr std::size_t kForeignShare = 10;
constexpr std::size_t kFewestForeign = 3;  // different ones

using Words = std::unordered_set<std::string_view>;

// Without those that are as common in another language ("in", "an", "was", "on", "so").
const Words kEnglish = {
    "about", "after", "also",  "and",   "are",   "as",   "at",    "be",      "been", "between",
    "both",  "but",   "by",    "can",   "could", "for",  "from",  "had",     "has",  "have",
    "he",    "his",   "how",   "if",    "into",  "is",   "it",    "its",     "may",  "more",
    "must",  "not",   "of",    "other", "our",   "over", "she",   "should",  "such", "than",
    "that",  "the",   "their", "these", "they",  "this", "those", "through", "to",   "we",
    "were",  "when",  "which", "while", "who",   "will", "with",  "would"};

struct Foreign {
  TextLanguage language;
  Words words;
};

// Without common words of English, single letters, and what names are made of ("de la Cruz").
const std::array<Foreign, 16>& foreign() {
  static const std::array<Foreign, 16> kForeign = {{
      {{"de", "German"},
       {"der",   "die",   "das",  "und",  "dem",   "mit",   "auf",  "für",    "ist",
        "sich",  "nicht", "ein",  "eine", "einen", "einer", "wird", "werden", "haben",
        "durch", "über",  "auch", "zur",  "zum",   "nach",  "sind", "wurde"}},
      {{"fr", "French"},
       {"les",  "des",  "et",  "est", "une",   "dans", "que",  "qui", "sur", "pas",
        "avec", "sont", "aux", "ce",  "cette", "ont",  "pour", "ses", "été", "leur"}},
      {{"es", "Spanish"},
       {"que", "una", "por", "con", "para", "es", "su", "como", "más", "fue", "sus", "entre",
        "sobre", "este", "esta", "también", "pero", "han"}},
      {{"pt", "Portuguese"},
       {"que", "em", "um", "uma", "para", "com", "não", "por", "ao", "são", "pela", "pelo", "foi",
        "mais", "sobre", "também", "entre"}},
      {{"it", "Italian"},
       {"che", "una", "con", "non", "della", "dei", "delle", "sono", "nel", "nella", "alla", "gli",
        "è", "anche", "più", "questo", "per"}},
      {{"nl", "Dutch"},
       {"het", "een", "en", "dat", "te", "zijn", "voor", "met", "niet", "aan", "door", "ook",
        "worden", "bij", "naar", "uit", "heeft"}},
      {{"sv", "Swedish"},
       {"och", "att", "det", "som", "är", "för", "på", "med", "ett", "till", "har", "inte",
        "från"}},
      {{"da", "Danish or Norwegian"},
       {"og", "det", "er", "på", "med", "til", "af", "av", "ikke", "som", "fra", "har", "blev",
        "ble", "vil"}},
      {{"pl", "Polish"},
       {"na", "się", "że", "nie", "jest", "oraz", "przez", "dla", "jak", "są", "był", "które",
        "tym"}},
      {{"cs", "Czech or Slovak"},
       {"je", "že", "na", "se", "pro", "jsou", "byl", "bylo", "jako", "která", "který", "sa", "ako",
        "podle"}},
      {{"ro", "Romanian"},
       {"și", "în", "este", "cu", "pe", "din", "pentru", "care", "au", "la", "sunt", "mai",
        "fost"}},
      {{"hu", "Hungarian"},
       {"az", "és", "hogy", "nem", "egy", "van", "volt", "mint", "meg", "már", "csak"}},
      {{"fi", "Finnish"},
       {"ja", "on", "ei", "että", "oli", "mutta", "myös", "ovat", "joka", "kuin", "sekä"}},
      {{"tr", "Turkish"},
       {"ve", "bir", "bu", "için", "ile", "olarak", "olan", "gibi", "daha", "çok"}},
      {{"id", "Indonesian or Malay"},
       {"yang", "dan", "dari", "untuk", "dengan", "pada", "ini", "dalam", "tidak", "itu",
        "adalah"}},
      {{"sw", "Swahili"}, {"na", "ya", "wa", "kwa", "katika", "za", "kuwa", "hii", "vya"}},
  }};
  return kForeign;
}

// The script of most letters, when that is not the Latin one.
TextLanguage script_of(std::string_view text) {
  const auto plain = std::count_if(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (static_cast<std::size_t>(plain) * 2 > text.size()) {
    return {};  // other letters take two bytes and more
  }
  std::array<std::uint32_t, USCRIPT_CODE_LIMIT> letters{};
  std::uint32_t all = 0;
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    const UChar32 c = units.char32At(i);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (u_isalpha(c) == 0 || U_FAILURE(status)) {
      continue;
    }
    ++all;
    if (script > USCRIPT_INHERITED && script < USCRIPT_CODE_LIMIT) {
      ++letters[static_cast<std::size_t>(script)];
    }
  }
  for (std::size_t script = 0; script < letters.size(); ++script) {
    if (script != USCRIPT_LATIN && letters[script] * 2 > all && all >= kFewestWords) {
      return {"und", uscript_getName(static_cast<UScriptCode>(script))};
    }
  }
  return {};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
    if (c >= 0x80 || std::isalpha(c) != 0) {
      word += static_cast<char>(std::tolower(c));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::size_t count_in(const std::vector<std::string>& words, const Words& wanted) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(),
                    [&wanted](const std::string& word) { return wanted.contains(word); }));
}

std::size_t different_in(const std::vector<std::string>& words, const Words& wanted) {
  return static_cast<std::size_t>(
      std::count_if(wanted.begin(), wanted.end(), [&words](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
      }));
}

}  // namespace

TextLanguage guess_language(std::string_view text) {
  text = text.substr(0, kSample);
  if (const TextLanguage other = script_of(text); !other.name.empty()) {
    return other;
  }
  const std::vector<std::string> words = words_of(text);
  if (words.size() < kFewestWords) {
    return {};
  }
  const std::size_t english = count_in(words, kEnglish);
  TextLanguage best;
  std::size_t most = std::max(2 * english, words.size() * kForeignShare / 100);
  for (const Foreign& other : foreign()) {
    const std::size_t count = count_in(words, other.words);
    if (count > most && different_in(words, other.words) >= kFewestForeign) {
      most = count;
      best = other.language;
    }
  }
  if (!best.name.empty()) {
    return best;
  }
  return english * 100 >= words.size() * kEnglishShare ? TextLanguage{"en", {}} : TextLanguage{};
}

}  // namespace rapport::extract
