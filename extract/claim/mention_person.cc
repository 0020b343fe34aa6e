// Persons: full names, and the titles before them.

#include <algorithm>

#include "rapport/pack/fold.h"

#include "extract/claim/mention.h"
#include "extract/claim/noun_phrase.h"

namespace rapport::extract {

namespace {

// "Minister Christian Lindner": an adjective that is a name here.
bool is_first_name(const TreeView& tree, int w, int head) {
  return tree[w].upos == Upos::kAdj && tree[w].xpos == "NNP" && w + 1 == head &&
         tree[head].upos == Upos::kPropn && tree.child(head, {Deprel::kNmodDesc}) != kRoot;
}

}  // namespace

bool Mentions::says_i(const TreeView& tree, const std::vector<int>& name) {
  const int first = name.empty() ? 0 : *std::min_element(name.begin(), name.end());
  return first > 1 && tree[first - 1].form == "," && tree[first - 2].form == "I";
}

// Full names first, so that a last name alone is known wherever it stands.
void Mentions::find_persons() {
  for (const TreeView& tree : analysis_.views) {
    for (int w = 1; w < tree.size(); ++w) {
      const bool alone = tree.child(w, {Deprel::kFlat, Deprel::kCompound}) == kRoot;
      if (tree[w].upos == Upos::kPropn && alone && pack::fold(tree[w - 1].form) == "the") {
        bare_titles_.insert(pack::fold(tree[w].form));
      }
    }
  }
  for (std::size_t s = 0; s < analysis_.sentences.size(); ++s) {
    const TreeView& tree = analysis_.view(static_cast<int>(s));
    for (int w = 0; w < tree.size(); ++w) {
      const Deprel rel = tree[w].deprel;
      if (tree[w].upos == Upos::kPropn && rel != Deprel::kFlat && rel != Deprel::kCompound &&
          tree.child(w, {Deprel::kFlat, Deprel::kNmodDesc}) != kRoot) {
        of({static_cast<int>(s), w});
      }
    }
  }
}

// A title before the name, or two to four capitalised words of which none is known to be something
// else. The title is no part of the name.
bool Mentions::name_person(Mention& mention, const std::vector<int>& words) {
  const auto person = pack_.find_kind(pack::Kind::kPerson);
  const TreeView& tree = analysis_.view(mention.head.sentence);
  if (!person) {
    return false;
  }
  std::vector<int> name;
  bool title = tree.child(mention.head.word, {Deprel::kNmodDesc}) != kRoot;
  std::vector<std::string> titles;
  std::size_t joints = 0;
  for (int w : words) {
    const auto type = pack_.type_of_noun(pack::fold(tree[w].form));
    const bool opened = !name.empty() || tree[w].name == NameTag::kBeginPerson;
    if (type == person || hit_at({mention.head.sentence, w}) != nullptr) {
      title = title || type == person;
      if (type == person) {
        titles.push_back(pack::fold(tree[w].form));
      }
    } else if (!name.empty() && tree[w].form == "-") {  // "Anna-Maria Keller"
      name.push_back(w);
      ++joints;
    } else if ((tree[w].upos == Upos::kPropn || is_first_name(tree, w, mention.head.word) ||
                (opened && has_capital(tree[w].form))) &&
               !type) {  // "Anna Keller Six"
      name.push_back(w);
    } else {
      return false;
    }
  }
  // "Taoiseach Micheál Martin", when the text also has "the Taoiseach".
  if (name.size() > 2 && bare_titles_.contains(pack::fold(tree[name.front()].form))) {
    titles.push_back(pack::fold(tree[name.front()].form));
    name.erase(name.begin());
  }
  const bool acronym = has_inner_capital(tree[mention.head.word].form) && !says_i(tree, words);
  const std::size_t parts = name.size() - std::min(name.size(), 2 * joints);
  if (name.empty() || parts > 4 || acronym || (!title && parts < 2)) {
    return false;
  }
  for (int c : tree.children(mention.head.word, {Deprel::kNmodDesc})) {
    titles.push_back(pack::fold(tree[c].form));
  }
  mention.type = person;
  mention.titles = std::move(titles);
  mention.words = name;
  mention.name = join_words(tree, name);
  // A first name that was taken for a common noun keeps its capital.
  mention.name.replace(0, 1, tree[name.front()].form, 0, 1);
  if (name.size() > 1) {
    persons_.emplace(pack::fold(tree[name.back()].form), mention.name);
  }
  return true;
}

}  // namespace rapport::extract
