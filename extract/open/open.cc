// From clauses and nouns to tuples.

#include "rapport/extract/open.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "extract/open/open_clause.h"
#include "extract/open/open_phrase.h"
#include "extract/read/charset.h"

namespace rapport::extract {
namespace {

// How often tuples of each kind hold, in thousandths.
constexpr int kClause = 900;
constexpr int kInferredSubject = 700;
constexpr int kApposition = 650;
constexpr int kTitle = 600;
constexpr int kPossessive = 400;

bool is_person(NameTag tag) {
  return tag == NameTag::kBeginPerson || tag == NameTag::kInsidePerson;
}

class Writer {
 public:
  Writer(const TreeView& tree, const std::vector<std::string>& surface, OpenProfile profile)
      : tree_(tree), surface_(surface), profile_(profile) {}

  std::vector<OpenTuple> write() {
    for (const OpenClause& clause : open_clauses(tree_)) {
      profile_ == OpenProfile::kWhole ? write_whole(clause) : write_split(clause);
    }
    for (int w = 0; w < tree_.size(); ++w) {
      write_noun(w);
    }
    return std::move(tuples_);
  }

 private:
  std::string text(const std::vector<int>& words) const {
    std::string out;
    for (const int w : words) {
      out += (out.empty() ? "" : " ") + surface_[static_cast<std::size_t>(w)];
    }
    return out;
  }

  std::string phrase(int head, bool preposition) const {
    return text(open_phrase(tree_, head, {preposition, profile_ == OpenProfile::kWhole}));
  }

  // The preposition of an argument, as it stands.
  std::string preposition(int head) const {
    std::vector<int> words;
    for (int c : tree_.children(head, {Deprel::kCase})) {
      if (c < head) {
        words.push_back(c);
        for (int f : tree_.children(c, {Deprel::kFixed})) {
          words.push_back(f);
        }
      }
    }
    std::sort(words.begin(), words.end());
    return text(words);
  }

  std::string relation(const OpenClause& clause) const {
    return (clause.add_is ? "is " : "") + text(clause.relation);
  }

  static std::string joined(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + " " + b;
  }

  bool is_clause(int w) const {
    const Deprel rel = tree_[w].deprel;
    if (tree_.child(w, {Deprel::kCop}) != kRoot && rel != Deprel::kCcomp && rel != Deprel::kAdvcl) {
      return false;  // what a copula links to
    }
    return rel == Deprel::kCcomp || rel == Deprel::kAdvcl || rel == Deprel::kXcomp;
  }

  std::string argument(const OpenClause& clause, int head, bool with_preposition) const {
    return head != clause.predicate && is_clause(head) ? text(clause_words(head))
                                                       : phrase(head, with_preposition);
  }

  // All of a clause, without the punctuation at its ends.
  std::vector<int> clause_words(int head) const {
    std::vector<int> words = tree_.subtree(head);
    while (words.size() > 1 && tree_[words.back()].upos == Upos::kPunct) {
      words.pop_back();
    }
    while (words.size() > 1 && tree_[words.front()].upos == Upos::kPunct) {
      words.erase(words.begin());
    }
    return words;
  }

  // The predicate's arguments after it, the core ones first: what the relation leads to.
  std::vector<int> in_order(const OpenClause& clause) const {
    std::vector<int> order;
    for (const bool core : {true, false}) {
      for (const OpenArgument& argument : clause.arguments) {
        const bool behind = argument.head > clause.predicate || argument.core;
        if ((argument.core && core) || (!core && !argument.core && behind)) {
          order.push_back(argument.head);
        }
      }
    }
    for (const OpenArgument& argument : clause.arguments) {
      if (!argument.core && argument.head < clause.predicate) {
        order.push_back(argument.head);
      }
    }
    return order;
  }

  void write_whole(const OpenClause& clause) {
    const std::vector<int> arguments = in_order(clause);
    if (arguments.empty()) {
      return;
    }
    OpenTuple tuple;
    tuple.confidence = clause.inferred ? kInferredSubject : kClause;
    tuple.relation = joined(relation(clause), preposition(arguments.front()));
    tuple.arguments.push_back(subject_text(clause, clause.subjects.front()));
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      tuple.arguments.push_back(argument(clause, arguments[i], i > 0));
    }
    add(std::move(tuple));
  }

  void write_split(const OpenClause& clause) {
    const std::vector<int> arguments = in_order(clause);
    for (const int subject : tree_.conjuncts(clause.subjects.front())) {
      std::string lead = relation(clause);
      for (const int head : arguments) {
        const std::vector<int> parts =
            is_clause(head) ? std::vector<int>{head} : parts_of(clause, head);
        for (const int part : parts) {
          const std::string before =
              preposition(part).empty() ? preposition(head) : preposition(part);
          const int confidence = clause.inferred ? kInferredSubject : kClause;
          const std::string who = subject_text(clause, subject);
          if (part == clause.predicate || is_clause(part)) {
            add({confidence, joined(lead, before), {who, argument(clause, part, false)}});
          } else {
            write_noun_phrase(who, joined(lead, before), part, confidence);
          }
        }
        const Deprel rel = tree_[head].deprel;
        if (rel == Deprel::kObj) {  // what follows is said of the deed with its object
          lead = joined(lead, text(open_phrase(tree_, head, {false, false, true})));
        }
      }
    }
  }

  // "represents a spread to the Treasury": the noun, and then each noun that depends on it.
  void write_noun_phrase(const std::string& who, const std::string& lead, int noun,
                         int confidence) {
    const std::string what = text(open_phrase(tree_, noun, {false, false, true}));
    add({confidence, lead, {who, what}});
    for (const int below : tree_.children(noun, {Deprel::kNmod})) {
      if (below < noun || tree_.marker(below) == "of") {
        continue;
      }
      for (const int part : tree_.conjuncts(below)) {
        add({confidence,
             joined(joined(lead, what), preposition(below)),
             {who, text(open_phrase(tree_, part, {false, false, false}))}});
      }
    }
  }

  // The conjuncts of an argument, but not those that are predicates of their own.
  std::vector<int> parts_of(const OpenClause& clause, int head) const {
    std::vector<int> parts;
    for (const int part : tree_.conjuncts(head)) {
      if (part == head || (!tree_.is_verb(part) && head != clause.predicate) ||
          tree_.child(part, {Deprel::kCop, Deprel::kNsubj}) == kRoot) {
        parts.push_back(part);
      }
    }
    return parts;
  }

  // The subject without the participle that is told of it: "feet dangling off the floor".
  std::string subject_text(const OpenClause& clause, int subject) const {
    std::vector<int> words = open_phrase(tree_, subject, {false, profile_ == OpenProfile::kWhole});
    if (clause.inferred && tree_.dominates(subject, clause.predicate)) {
      const std::vector<int> told = tree_.subtree(clause.predicate);
      std::erase_if(words, [&](int w) { return std::binary_search(told.begin(), told.end(), w); });
    }
    while (!words.empty() && tree_[words.back()].upos == Upos::kPunct) {
      words.pop_back();
    }
    return text(words);
  }

  void write_noun(int w) {
    const int head = tree_[w].head;
    if (head == kRoot) {
      return;
    }
    if (tree_[w].deprel == Deprel::kAppos && tree_.is_noun(w) && tree_.is_noun(head)) {
      add({kApposition,
           is_place(head) && is_place(w) ? "is in" : "is",
           {phrase(head, false), phrase(w, false)}});
    } else if (tree_[w].deprel == Deprel::kNmodPoss && tree_.is_noun(w)) {
      add({kPossessive, "has", {text(name_words(w)), possession(head, w)}});
    }
    write_title(w);
  }

  bool is_place(int w) const {
    return tree_[w].name == NameTag::kBeginLocation || tree_[w].name == NameTag::kInsideLocation;
  }

  // "NATO 's": without the ending.
  std::vector<int> name_words(int w) const {
    return open_phrase(tree_, w, {false, profile_ == OpenProfile::kWhole});
  }

  std::string possession(int head, int owner) const {
    const std::vector<int> all = open_phrase(tree_, head, {false, false});
    const std::vector<int> out = tree_.subtree(owner);
    std::vector<int> words;
    std::set_difference(all.begin(), all.end(), out.begin(), out.end(), std::back_inserter(words));
    return text(words);
  }

  // "President Bush": what stands before a person's name and belongs to it.
  void write_title(int w) {
    if (tree_[w].name != NameTag::kBeginPerson || w == 0) {
      return;
    }
    int end = w + 1;
    while (end < tree_.size() && tree_[end].name == NameTag::kInsidePerson) {
      ++end;
    }
    int begin = w;
    const auto is_title = [&](int t) {
      return !is_person(tree_[t].name) && tree_.is_noun(t) &&
             (tree_[t].deprel == Deprel::kCompound || tree_[t].deprel == Deprel::kNmodDesc) &&
             tree_[t].head >= w - 1 && tree_[t].head < end;
    };
    while (begin > 0 && is_title(begin - 1)) {
      --begin;
    }
    if (begin < w) {
      std::vector<int> name(static_cast<std::size_t>(end - w));
      std::vector<int> title(static_cast<std::size_t>(w - begin));
      std::iota(name.begin(), name.end(), w);
      std::iota(title.begin(), title.end(), begin);
      add({kTitle, "is", {text(name), text(title)}});
    }
  }

  void add(OpenTuple tuple) {
    const bool empty =
        tuple.relation.empty() || std::any_of(tuple.arguments.begin(), tuple.arguments.end(),
                                              [](const std::string& a) { return a.empty(); });
    if (!empty && seen_.emplace(tuple.relation, tuple.arguments).second) {
      tuples_.push_back(std::move(tuple));
    }
  }

  const TreeView& tree_;
  const std::vector<std::string>& surface_;
  OpenProfile profile_;
  std::vector<OpenTuple> tuples_;
  std::set<std::pair<std::string, std::vector<std::string>>> seen_;
};

std::string plain_token(std::string_view token) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPenn = {{{"-LRB-", "("},
                                                                                   {"-RRB-", ")"},
                                                                                   {"-LSB-", "["},
                                                                                   {"-RSB-", "]"},
                                                                                   {"-LCB-", "{"},
                                                                                   {"-RCB-", "}"},
                                                                                   {"``", "\""},
                                                                                   {"''", "\""}}};
  for (const auto& [penn, plain] : kPenn) {
    if (token == penn) {
      return std::string(plain);
    }
  }
  return std::string(token);
}

}  // namespace

std::vector<OpenTuple> open_tuples(const Tree& tree, const std::vector<std::string>& surface,
                                   OpenProfile profile) {
  const TreeView view(tree);
  return Writer(view, surface, profile).write();
}

Result<TokenisedLine> read_tokenised_line(std::string_view line) {
  if (valid_prefix(line) < line.size() || line.find('\0') != std::string_view::npos) {
    return Error{Code::kBadInput, "is no UTF-8 text", "",
                 "convert the file, as with iconv -t UTF-8"};
  }
  TokenisedLine read;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    if (end > begin) {
      read.surface.emplace_back(line.substr(begin, end - begin));
      read.sentence.tokens.push_back({{}, plain_token(read.surface.back())});
    }
    begin = end + 1;
  }
  return read;
}

}  // namespace rapport::extract
