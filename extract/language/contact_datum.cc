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

template <std::size_t kSize>
bool is_one_of(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

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
    } else if (std::string_view("+-.()").find(c) == std::string_view::npos) {
      return {};
    }
    inside = is_digit(c);
  }
  return digits;
}

// How numbers are written in North America; a "0" is any digit.
constexpr std::array<std::string_view, 7> kShapes = {
    "000-0000",       "000-000-0000",  "000.000.0000",  "0-000-000-0000",
    "0.000.000.0000", "(000)000-0000", "(000)-000-0000"};

// "713-853-3989", "020-7946-0123", "+1.917.8597187"; no decimal, address of a server, legal number.
bool has_number_shape(std::string_view form, const Digits& digits) {
  std::string shape(form);
  std::replace_if(shape.begin(), shape.end(), is_digit, '0');
  const bool code = form.starts_with('0') && digits.count > 1 && digits.runs[0] > 2 &&
                    digits.total >= 9 && digits.total <= 11;
  return form.starts_with('+') || code || is_one_of(kShapes, shape);
}

// Behind its label any that is no date, span of years, postal code, decimal or address of a server.
bool is_whole_number(std::string_view form, bool labelled) {
  const Digits digits = digits_of(form);
  if (digits.total < 7 || digits.total > 15) {
    return false;
  }
  const auto& runs = digits.runs;
  const bool date =
      digits.count == 3 && digits.total <= 8 && std::max(runs[1], std::min(runs[0], runs[2])) <= 2;
  const bool years = digits.count == 2 && runs[0] == 4 && runs[1] == 4 && form[0] < '3';
  const bool postal = digits.count == 2 && runs[0] == 5;
  const bool dots = form.find('.') != std::string_view::npos;
  const bool decimal = dots && digits.count == 2 && runs[1] < 4;
  const bool server = dots && digits.count == 4 && *std::max_element(runs.begin(), runs.end()) <= 3;
  return !decimal && (has_number_shape(form, digits) ||
                      (labelled && digits.count > 1 && !date && !years && !postal && !server));
}

bool is_address(std::string_view form) {
  const std::size_t at = form.find('@');
  const bool mail = at != std::string_view::npos && at > 0 &&
                    form.find('.', at) != std::string_view::npos && !form.starts_with("mailto:");
  return mail || form.starts_with("http://") || form.starts_with("https://") ||
         form.starts_with("www.");
}

// A number that lies in several tokens. Without a plus or the code of an area in brackets it may be
// a row of numbers, and only a label makes it one.
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
  const std::size_t code = tree[number.head].form.size();
  const bool area = tree[begin].form == "(" &&
                    (tree[number.head].form.starts_with('0') || (code == 3 && total == 10));
  const bool opened = tree[begin].form.starts_with('+') || area || labelled;
  if (pieces >= 2 && opened && total >= 9) {
    number.end = at;
  }
  return number;
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

bool belongs(Deprel rel) {
  return rel == Deprel::kAmod || rel == Deprel::kCompound || rel == Deprel::kDet ||
         rel == Deprel::kNmodPoss || rel == Deprel::kNummod;
}

// Takes in what stands before a label and belongs to it: "Direct Dial", "The Alliance's website".
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
  const int end = items.size() > 1 ? items[items.size() - 2].end : 0;  // of what stands before
  for (;;) {
    int part = label.begin - 1;
    while (part >= 0 && tree[part].head != kRoot && tree[part].head < label.begin) {
      part = tree[part].head;
    }
    if (part < 0 || tree[part].head != label.head || !belongs(tree[part].deprel)) {
      return;
    }
    const int begin = tree[part].deprel == Deprel::kCompound ? part : tree.left_edge(part);
    if (begin < end) {
      return;
    }
    label.begin = begin;
  }
}

}  // namespace

ContactItem contact_datum(const TreeLinks& tree, int word, bool labelled) {
  const std::string& form = tree[word].form;
  if (is_address(form)) {
    return {ContactKind::kAddress, false, word, word, word + 1};
  }
  if (is_whole_number(form, labelled)) {
    return {ContactKind::kNumber, false, word, word, word + 1};
  }
  return spread_number(tree, word, labelled);
}

std::vector<ContactItem> contact_items(const TreeLinks& tree) {
  std::vector<ContactItem> items;
  for (int word = 0; word < tree.size();) {
    const bool labelled = !items.empty() && items.back().label &&
                          items.back().kind == ContactKind::kNumber && word <= items.back().end + 1;
    ContactItem item = contact_datum(tree, word, labelled);
    if (item.end == word) {
      item = known_label(tree, word);
    }
    if (item.end == word && word + 2 < tree.size() && tree[word + 1].form == ":" &&
        is_nominal(tree[word]) && tree[word].deprel != Deprel::kFixed) {
      const ContactItem value = contact_datum(tree, word + 2, false);
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
