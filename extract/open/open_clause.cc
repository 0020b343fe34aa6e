// From predicates to clauses.

#include "extract/open/open_clause.h"

#include <algorithm>

namespace rapport::extract {
namespace {

constexpr std::initializer_list<Deprel> kSubjects = {
    Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter, Deprel::kCsubj, Deprel::kCsubjPass};

bool is_relativiser(const Word& word) {
  return word.xpos == "WDT" || word.xpos == "WP" ||
         (word.lemma == "that" && word.upos == Upos::kPron);
}

class ClauseReader {
 public:
  explicit ClauseReader(const TreeView& tree) : tree_(tree) {}

  std::vector<OpenClause> read() {
    std::vector<OpenClause> clauses;
    for (int w = 0; w < tree_.size(); ++w) {
      if (!is_predicate(w)) {
        continue;
      }
      OpenClause clause;
      clause.predicate = w;
      const int subject = subject_of(w, clause.inferred, 0);
      if (subject == kRoot) {
        continue;
      }
      clause.subjects = {subject};
      clause.relation = relation_words(w);
      clause.add_is = needs_is(w, clause.relation);
      add_arguments(w, subject, clause);
      share_object(w, clause);
      std::sort(clause.relation.begin(), clause.relation.end());
      std::stable_sort(
          clause.arguments.begin(), clause.arguments.end(),
          [](const OpenArgument& a, const OpenArgument& b) { return a.head < b.head; });
      clauses.push_back(std::move(clause));
    }
    return clauses;
  }

 private:
  bool has_copula(int w) const { return tree_.child(w, {Deprel::kCop}) != kRoot; }

  // A verb that is not part of another's relation ("continues to support" is one), or what a copula
  // links to.
  bool is_predicate(int w) const {
    const Deprel rel = tree_[w].deprel;
    if (rel == Deprel::kXcomp && joins_relation(w)) {
      return false;
    }
    if (has_copula(w)) {
      return true;
    }
    return tree_.is_verb(w) && rel != Deprel::kAmod && rel != Deprel::kCompound &&
           rel != Deprel::kCase && rel != Deprel::kMark && rel != Deprel::kFixed &&
           rel != Deprel::kFlat;
  }

  // "continues to support", "is said to be": no object of the verb above stands between.
  bool joins_relation(int w) const {
    const int above = tree_[w].head;
    return tree_.is_verb(above) && tree_.child(above, {Deprel::kObj, Deprel::kIobj}) == kRoot &&
           (tree_.is_verb(w) || has_copula(w));
  }

  bool is_participle(int w) const { return tree_[w].xpos == "VBN" || tree_[w].xpos == "VBG"; }

  // "the camp located in Mali" has no auxiliary of its own.
  bool needs_is(int w, const std::vector<int>& relation) const {
    return is_participle(w) && tree_.is_verb(w) &&
           (tree_[w].deprel == Deprel::kAcl || tree_[w].xpos == "VBN") &&
           std::none_of(relation.begin(), relation.end(),
                        [&](int r) { return tree_[r].upos == Upos::kAux; });
  }

  int subject_of(int w, bool& inferred, int depth) const {
    if (depth > 8) {
      return kRoot;
    }
    const int own = tree_.child(w, kSubjects);
    const Deprel rel = tree_[w].deprel;
    if (own != kRoot && !(rel == Deprel::kAclRelcl && is_relativiser(tree_[own]))) {
      return own;
    }
    inferred = true;
    const int above = tree_[w].head;
    switch (rel) {
      case Deprel::kAcl:
      case Deprel::kAclRelcl:
        return is_participle(w) || rel == Deprel::kAclRelcl ? above : kRoot;
      case Deprel::kConj:
      case Deprel::kAdvcl:
      case Deprel::kParataxis:
        return is_predicate(above) || tree_.is_verb(above) ? subject_of(above, inferred, depth + 1)
                                                           : kRoot;
      case Deprel::kXcomp: {
        const int object = tree_.child(above, {Deprel::kObj, Deprel::kIobj});
        return object != kRoot ? object : subject_of(above, inferred, depth + 1);
      }
      default:
        return kRoot;
    }
  }

  bool belongs_to_relation(int c) const {
    const Deprel rel = tree_[c].deprel;
    if (rel == Deprel::kAux || rel == Deprel::kAuxPass || rel == Deprel::kCompoundPrt ||
        rel == Deprel::kCop) {
      return true;
    }
    return rel == Deprel::kAdvmod &&
           (tree_[c].lemma == "not" || tree_[c].lemma == "never" || tree_[c].form == "n't");
  }

  std::vector<int> relation_words(int w) const {
    std::vector<int> words;
    if (!has_copula(w)) {
      words.push_back(w);
    }
    for (int c : tree_.children(w)) {
      if (belongs_to_relation(c)) {
        words.push_back(c);
      } else if (tree_[c].deprel == Deprel::kXcomp && joins_relation(c)) {
        const std::vector<int> more = relation_words(c);
        words.insert(words.end(), more.begin(), more.end());
        for (int mark : tree_.children(c, {Deprel::kMark})) {
          words.push_back(mark);
        }
      }
    }
    // A conjunct shares the auxiliaries before the first verb: "has met and thanked".
    if (tree_[w].deprel == Deprel::kConj && words.size() == 1 && tree_[w].xpos != "VBZ" &&
        tree_[w].xpos != "VBD") {
      for (int c : tree_.children(tree_.first_conjunct(w), {Deprel::kAux, Deprel::kAuxPass})) {
        words.push_back(c);
      }
    }
    return words;
  }

  // "buy and sell stocks": the object behind the last of two verbs is the first one's too.
  void share_object(int w, OpenClause& clause) const {
    const std::vector<int> later = tree_.children(w, {Deprel::kConj});
    if (!clause.arguments.empty() || later.empty() || !tree_.is_verb(later.front()) ||
        later.front() > w + 2) {
      return;
    }
    for (const int object : tree_.children(later.front(), {Deprel::kObj})) {
      clause.arguments.push_back({object, true});
    }
  }

  void add_arguments(int w, int subject, OpenClause& clause) const {
    if (has_copula(w)) {
      clause.arguments.push_back({w, true});
      return;
    }
    for (int c : tree_.children(w)) {
      if (tree_[c].deprel == Deprel::kObj && is_relativiser(tree_[c]) &&
          tree_[w].deprel == Deprel::kAclRelcl) {
        clause.arguments.push_back({tree_[w].head, true});  // "the treaty, which Japan ratified"
      }
      if (c == subject || is_relativiser(tree_[c])) {
        continue;
      }
      switch (tree_[c].deprel) {
        case Deprel::kObj:
        case Deprel::kIobj:
        case Deprel::kCcomp:
          clause.arguments.push_back({c, true});
          break;
        case Deprel::kXcomp:
          if (joins_relation(c)) {
            add_arguments(c, subject, clause);
          } else {
            clause.arguments.push_back({c, true});
          }
          break;
        case Deprel::kObl:
        case Deprel::kOblAgent:
        case Deprel::kOblUnmarked:
          clause.arguments.push_back({c, false});
          break;
        case Deprel::kAdvcl:
          if (tree_.child(c, {Deprel::kMark}) != kRoot) {
            clause.arguments.push_back({c, false});
          }
          break;
        default:
          break;
      }
    }
  }

  const TreeView& tree_;
};

}  // namespace

std::vector<OpenClause> open_clauses(const TreeView& tree) { return ClauseReader(tree).read(); }

}  // namespace rapport::extract
