// Shapes of single tokens, then of rows of them.

#include "extract/language/contact_datum.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/language/word_form.h"

namespace rapport::extract {
namespace {

constexpr std::array<std::string_view, 16> kNumberLabels = {
    "cell", "dial",  "direct", "facsimile", "fax",         "home", "mobile",    "office",
    "page", "pager", "ph",     "phone",     "switchboard", "tel",  "telephone", "voice"};
constexpr std::array<std::string_view, 7> kAddressLabels = {"e-mail", "email",   "mail", "url",
                                                            "web",    "website", "www"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The lengths of the runs of digits, at most five; none where there is anything but digits and what
// numbers are divided by.
struct Digits {
  std::array<int, 5> runs{};
  std::size_t count = 0;
  int total = 0;
};
Digits digits_of(std::string_view form) {
  Digits digits;
  bool inside = false;
  for (const char c : form) {
    if (is_digit(c)) {
      if (!inside && digits.count == digits.runs.size()) {
        return {};
      }
      digits.count += inside ? 0 : 1;
      ++digits.runs[digits.count - 1];
      ++digits.total;
    } else if (std::string_view("+-./()").find(c) == std::string_view::npos) {
      return {};
    }
    inside = is_digit(c);
  }
  return digits;
}

// "713-853-3989", "345-9945", "+1.917.8597187"; no date, years or postal code.
bool is_whole_number(std::string_view form) {
  const Digits digits = digits_of(form);
  const auto& runs = digits.runs;
  const bool date =
      digits.count == 3 && digits.total <= 8 && std::max(runs[1], std::min(runs[0], runs[2])) <= 2;
  const bool years = digits.count == 2 && runs[0] == 4 && runs[1] == 4;
  const bool postal = digits.count == 2 && runs[0] == 5;
  return digits.total >= 7 && digits.total <= 15 && (digits.count > 1 || form.starts_with('+')) &&
         !date && !years && !postal;
}

bool is_address(std::string_view form) {
  const std::size_t at = form.find('@');
  const bool mail = at != std::string_view::npos && at > 0 &&
                    form.find('.', at) != std::string_view::npos && !form.starts_with("mailto:");
  return mail || form.starts_with("http://") || form.starts_with("https://") ||
         form.starts_with("www.");
}

// A number that lies in several tokens. Without a plus or a bracket it may be a row of numbers, and
// only a label makes it one.
ContactItem spread_number(const TreeLinks& tree, int begin, bool labelled) {
  constexpr int kFewDigits = 5;  // of a piece, and of what may stand before the last seven
  constexpr int kMostDigits = 15;
  const bool prefixed = tree[begin].form.starts_with('+') || tree[begin].form == "1";
  ContactItem number{ContactKind::kNumber, false, begin, begin, begin};
  int total = 0;
  int pieces = 0;
  int at = begin;
  while (at < tree.size() && total < kMostDigits) {
    const bool bracket = tree[at].form == "(" && at + 2 < tree.size() && tree[at + 2].form == ")" &&
                         (at == begin || (prefixed && pieces == 1));
    const int piece = bracket ? at + 1 : at;
    const Digits digits = digits_of(tree[piece].form);
    const bool fits = digits.total > 0 && (digits.total <= kFewDigits || total <= kFewDigits);
    if (!fits || (pieces > 0 && tree[piece].form.starts_with('+'))) {
      break;
    }
    number.head = pieces == 0 ? piece : number.head;
    total += digits.total;
    ++pieces;
    at = bracket ? at + 3 : at + 1;
    if (total >= 7 && digits.count > 1) {
      break;  // "345-9945" ends it
    }
  }
  const bool opened = tree[begin].form.starts_with('+') || tree[begin].form == "(" || labelled;
  if (pieces >= 2 && opened && total >= 9) {
    number.end = at;
  }
  return number;
}

template <std::size_t kSize>
bool is_one_of(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A label by its word: "Phone", "Fax.", "E-mail".
ContactItem known_label(const TreeLinks& tree, int word) {
  std::string form = lower_case(tree[word].form);
  if (form.size() > 1 && form.back() == '.') {
    form.pop_back();
  }
  const bool number = is_one_of(kNumberLabels, form);
  const bool address = is_one_of(kAddressLabels, form);
  const bool is_label = (number || address) && tree[word].upos != Upos::kVerb;
  return {number ? ContactKind::kNumber : ContactKind::kAddress, true, word, word,
          is_label ? word + 1 : word};
}

// Takes in what stands before a label and belongs to it: "Direct Dial", "E-mail address".
void widen(const TreeLinks& tree, std::vector<ContactItem>& items) {
  ContactItem& label = items.back();
  if (items.size() > 1) {
    const ContactItem before = items[items.size() - 2];
    if (before.label && before.end == label.begin) {
      label.begin = before.begin;
      label.kind = label.kind == ContactKind::kNone ? before.kind : label.kind;
      items.erase(items.end() - 2);
      return;
    }
  }
  while (label.begin > 0 && tree[label.begin - 1].head == label.head &&
         (tree[label.begin - 1].deprel == Deprel::kAmod ||
          tree[label.begin - 1].deprel == Deprel::kCompound ||
          tree[label.begin - 1].deprel == Deprel::kDet)) {
    --label.begin;
  }
}

}  // namespace

ContactItem contact_datum(const TreeLinks& tree, int word, bool labelled) {
  const std::string& form = tree[word].form;
  if (is_address(form)) {
    return {ContactKind::kAddress, false, word, word, word + 1};
  }
  if (is_whole_number(form)) {
    return {ContactKind::kNumber, false, word, word, word + 1};
  }
  return spread_number(tree, word, labelled);
}

std::vector<ContactItem> contact_items(const TreeLinks& tree) {
  std::vector<ContactItem> items;
  for (int word = 0; word < tree.size();) {
    const bool labelled = !items.empty() && items.back().label && word <= items.back().end + 1;
    ContactItem item = contact_datum(tree, word, labelled);
    if (item.end == word) {
      item = known_label(tree, word);
    }
    if (item.end == word && word + 2 < tree.size() && tree[word + 1].form == ":" &&
        tree[word].upos != Upos::kPunct && tree[word].upos != Upos::kNum) {
      const ContactItem value = contact_datum(tree, word + 2, true);
      item = {ContactKind::kNone, true, word, word, value.end > value.begin ? word + 1 : word};
    }
    if (item.end == word) {
      ++word;
      continue;
    }
    items.push_back(item);
    if (item.label) {
      widen(tree, items);
    }
    word = item.end;
  }
  return items;
}

}  // namespace rapport::extract
