// Letters that optical character recognition takes for one another, by witness of the word list.
//
// An unknown word in lower case is repaired when a form of it that differs only in such letters is
// well known: "reaiity" -> "reality". Names are left alone, whatever they look like, since a list
// never knows them all; but "lraq" with a small L is no name in any spelling, and "Iraq" is one.
// One word of the kind may be an exotic word after all, so the less certain repairs ask for another
// in the same document.

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "rapport/extract/words.h"

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"
#include "extract/repair/repair_words.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestWord = 30;
constexpr std::size_t kMostPlaces = 8;   // confusable letters that are looked at
constexpr std::size_t kMostChanges = 3;  // of them in one word
constexpr std::uint32_t kRatio = 1000;   // a form must be that many times better known
constexpr std::uint32_t kKnown = 30;     // a word seen that often is what it is
constexpr std::size_t kMostRemembered = 1 << 16;

struct Confusion {
  std::string_view read, meant;
};
constexpr std::array<Confusion, 12> kConfusions = {{{"i", "l"},
                                                    {"l", "i"},
                                                    {"1", "l"},
                                                    {"1", "i"},
                                                    {"|", "l"},
                                                    {"|", "i"},
                                                    {"0", "o"},
                                                    {"5", "s"},
                                                    {"rn", "m"},
                                                    {"m", "rn"},
                                                    {"vv", "w"},
                                                    {"cl", "d"}}};

// How often a form must have been seen: short words are near to many others.
std::uint32_t least_count(std::size_t size) {
  return size < 4 ? 100000 : size == 4 ? 2000 : size == 5 ? 200 : 40;
}

struct Form {
  std::string text;
  std::uint32_t count = 0;  // 0: none was found
  bool sure = false;        // needs no second word of the kind
};

// Tries all choices of confusions: the fewest that give a known word, of these the best known.
class FormSearch {
 public:
  FormSearch(std::string_view word, const WordList& words) : word_(word), words_(words) {
    for (std::size_t at = 0; at < word.size(); ++at) {
      for (const Confusion& confusion : kConfusions) {
        if (word.substr(at).starts_with(confusion.read)) {
          places_.push_back({at, &confusion});
        }
      }
    }
  }

  Form best() {
    const std::size_t most = places_.size() <= kMostPlaces ? kMostChanges : 1;
    for (std::size_t changes = 1; changes <= most && best_.count == 0; ++changes) {
      changes_ = changes;
      extend({}, 0, 0, changes);
    }
    return best_;
  }

 private:
  struct Place {
    std::size_t at = 0;
    const Confusion* confusion = nullptr;
  };

  // `form` stands for the word up to `done`; `left` changes are still to be made.
  void extend(const std::string& form, std::size_t done, std::size_t place, std::size_t left) {
    if (left == 0) {
      consider(form + std::string(word_.substr(done)));
      return;
    }
    for (; place < places_.size(); ++place) {
      const auto& [at, confusion] = places_[place];
      if (at >= done) {
        extend(form + std::string(word_.substr(done, at - done)) + std::string(confusion->meant),
               at + confusion->read.size(), place + 1, left - 1);
      }
    }
  }

  void consider(const std::string& form) {
    const std::uint32_t count = words_.count(form);
    if (count > best_.count && count >= least_count(form.size()) * changes_) {
      best_ = {form, count, count >= (form.size() >= 6 ? 1000U : 10000U)};
    }
  }

  std::string_view word_;
  const WordList& words_;
  std::vector<Place> places_;
  std::size_t changes_ = 0;
  Form best_;
};

// In a word of letters and digits the digits must be the exception.
bool may_be_misread(const TextWord& word, std::string_view text) {
  const std::string_view form = word.span.in(text);
  if (word.address || form.size() < 2 || form.size() > kLongestWord) {
    return false;
  }
  if (!word.digits) {
    return word.lower;
  }
  std::size_t letters = 0;
  for (const char c : form) {
    letters += is_lower(c) || is_upper(c) ? 1 : 0;
  }
  return letters >= 3 && letters * 3 >= form.size() * 2;
}

bool begins_sentence(Span span, std::string_view text) {
  const std::size_t last = text.substr(0, span.begin).find_last_not_of(" \t");
  return last == std::string_view::npos ||
         std::string_view(".!?\n").find(text[last]) != std::string_view::npos;
}

std::string lower_of(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    c = is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return folded;
}

class OcrRepair {
 public:
  OcrRepair(std::string_view text, const WordList& words) : text_(text), words_(words) {}

  Edits find() {
    WordReader reader(text_);
    for (TextWord word; reader.next(word);) {
      if (may_be_misread(word, text_) && stands_alone(word.span, text_)) {
        const Form& form = form_of(lower_of(word.span.in(text_)));
        if (form.count > 0) {
          found_.push_back({word.span, form});
        }
      }
    }
    const bool misread_document = different_ >= 2;
    Edits edits;
    for (const auto& [span, form] : found_) {
      if (form.sure || misread_document) {
        repair(span, form, edits);
      }
    }
    return edits;
  }

 private:
  struct Found {
    Span span;
    Form form;
  };

  const Form& form_of(const std::string& word) {
    if (const auto known = forms_.find(word); known != forms_.end()) {
      return known->second;
    }
    if (forms_.size() >= kMostRemembered) {
      forms_.clear();
    }
    Form form;
    const std::uint32_t count = words_.count(word);
    if (count < kKnown) {
      form = FormSearch(word, words_).best();
      if (form.count / kRatio < count) {
        form = {};
      }
      different_ += form.count > 0 ? 1 : 0;
    }
    return forms_.emplace(word, std::move(form)).first->second;
  }

  void repair(Span span, const Form& form, Edits& edits) const {
    const std::string_view before = span.in(text_);
    std::string after = form.text;
    // A capital I was read as l, 1 or |.
    const bool was_capital = before.front() != after.front() && after.front() == 'i' &&
                             (words_.is_name(form.text) || begins_sentence(span, text_));
    const bool capital = was_capital || is_upper(before.front());
    if (capital && after.front() >= 'a' && after.front() <= 'z') {
      after.front() = static_cast<char>(after.front() - 'a' + 'A');
    }
    edits.repair(span, after, "ocr",
                 fmt::format("{} {} : {} {}", form.text, form.count, before,
                             words_.count(lower_of(before))));
  }

  std::string_view text_;
  const WordList& words_;
  std::unordered_map<std::string, Form> forms_;  // of each word seen; only looked up
  std::vector<Found> found_;
  std::size_t different_ = 0;
};

}  // namespace

Edits repair_ocr(std::string_view text, const WordList& words) {
  return OcrRepair(text, words).find();
}

}  // namespace rapport::extract
