// Finding actors level by level in the tree, nearest first.

#include "extract/claim/actor.h"

#include <algorithm>

#include "extract/claim/measure.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {
namespace {

bool belongs_to_phrase(Deprel rel) {
  switch (rel) {
    case Deprel::kConj:
    case Deprel::kCc:
    case Deprel::kAcl:
    case Deprel::kAclRelcl:
    case Deprel::kAdvcl:
    case Deprel::kParataxis:
    case Deprel::kCop:
    case Deprel::kNsubj:
    case Deprel::kCase:
    case Deprel::kMark:
    case Deprel::kDet:
    case Deprel::kPunct:
      return false;
    default:
      return true;
  }
}

void add_below(const TreeView& tree, int w, std::vector<int>& out) {
  out.push_back(w);
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    const bool joins = rel == Deprel::kCase || rel == Deprel::kPunct || rel == Deprel::kDet ||
                       rel == Deprel::kCc || rel == Deprel::kConj;
    if (belongs_to_phrase(rel) || joins) {
      add_below(tree, c, out);
    }
  }
}

// A noun with its modifiers, complements and appositions, but no clause and nothing coordinated.
std::vector<int> phrase(const TreeView& tree, int head) {
  std::vector<int> out = {head};
  for (int c : tree.children(head)) {
    if (belongs_to_phrase(tree[c].deprel) && !is_time(tree, c)) {
      add_below(tree, c, out);
    }
  }
  std::sort(out.begin(), out.end());
  const auto mark = [&](int w) { return tree[w].upos == Upos::kPunct && tree[w].form != ")"; };
  while (mark(out.front())) {
    out.erase(out.begin());
  }
  while (mark(out.back())) {
    out.pop_back();
  }
  return out;
}

bool has_letter(const std::string& form) {
  return std::any_of(form.begin(), form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  });
}

bool overlap(const Actor& a, const Actor& b) {
  return a.sentence == b.sentence && std::any_of(a.words.begin(), a.words.end(), [&](int w) {
           return std::find(b.words.begin(), b.words.end(), w) != b.words.end();
         });
}

}  // namespace

bool ActorFinder::is_one(const Mention& mention, const std::vector<pack::TypeIndex>& types) const {
  if (mention.pronoun || mention.action) {
    return false;
  }
  const auto type = mention.type || mention.layer != Layer::kNamed
                        ? mention.type
                        : mentions_.pack().default_named();
  return type && std::any_of(types.begin(), types.end(),
                             [&](pack::TypeIndex t) { return mentions_.pack().is_a(*type, t); });
}

std::vector<Actor> ActorFinder::named(MentionId id,
                                      const std::vector<pack::TypeIndex>& types) const {
  std::vector<Actor> out;
  for (MentionId referent : mentions_.referents(id)) {
    const Mention& mention = mentions_[referent];
    if (!is_one(mention, types)) {
      continue;
    }
    const TreeView& tree = mentions_.analysis().view(mention.head.sentence);
    if (is_time(tree, mention.head.word)) {
      continue;
    }
    const Deprel rel = tree[mention.head.word].deprel;
    const bool heads = tree.is_noun(mention.head.word) && rel != Deprel::kCompound &&
                       rel != Deprel::kAmod && rel != Deprel::kFlat;
    const int head = measured(tree, mention.head.word);  // "dozens of activists": the activists
    out.push_back({mention.head.sentence, heads ? phrase(tree, head) : mention.words});
  }
  return out;
}

std::vector<Actor> ActorFinder::at(WordRef ref, const std::vector<pack::TypeIndex>& types) {
  const TreeView& tree = mentions_.analysis().view(ref.sentence);
  const Word& word = tree[ref.word];
  if (is_time(tree, ref.word) || !has_letter(word.form)) {
    return {};
  }
  const bool modifies = word.deprel == Deprel::kCompound || word.deprel == Deprel::kAmod ||
                        word.deprel == Deprel::kFlat;
  std::vector<Actor> out;
  if (!modifies && (tree.is_noun(ref.word) || word.upos == Upos::kPron)) {
    out = named(mentions_.of(ref), types);
  }
  for (const NameHit& hit : mentions_.names_in(ref.sentence)) {
    if (out.empty() && hit.begin <= ref.word && ref.word < hit.end) {
      out = named(mentions_.of_name(ref.sentence, hit), types);
      if (!out.empty() && !modifies) {  // "ethnic Turks": more than the name
        out.front().words = phrase(tree, ref.word);
      }
    }
  }
  return out;
}

std::vector<Actor> ActorFinder::within(WordRef head, const std::vector<pack::TypeIndex>& types,
                                       const std::vector<Actor>& taken, int from) {
  const TreeView& tree = mentions_.analysis().view(head.sentence);
  std::vector<int> level = {head.word};
  while (!level.empty()) {
    std::vector<int> next;
    for (int w : level) {
      for (int c : tree.children(w)) {
        const Deprel rel = tree[c].deprel;
        const bool own_subject = w == head.word && rel == Deprel::kNsubj;
        if (c >= from && rel != Deprel::kParataxis && !own_subject) {
          next.push_back(c);
        }
      }
    }
    std::sort(next.begin(), next.end());
    for (int w : next) {
      std::vector<Actor> found;
      for (int j : tree.conjuncts(w)) {
        for (Actor& actor : at({head.sentence, j}, types)) {
          const bool new_one = std::none_of(taken.begin(), taken.end(),
                                            [&](const Actor& t) { return overlap(t, actor); }) &&
                               std::find(found.begin(), found.end(), actor) == found.end();
          if (new_one) {
            found.push_back(std::move(actor));
          }
        }
      }
      if (!found.empty()) {
        return found;
      }
    }
    level = std::move(next);
  }
  return {};
}

std::vector<Actor> ActorFinder::in(MentionId id, const std::vector<pack::TypeIndex>& types,
                                   const std::vector<Actor>& taken) {
  const WordRef head = mentions_[id].head;
  const bool phrase = !mentions_[id].pronoun && !mentions_[id].action;
  std::vector<Actor> out = named(id, types);
  if (out.empty() && phrase) {
    out = at(head, types);
  }
  std::erase_if(out, [&](const Actor& actor) {
    return std::any_of(taken.begin(), taken.end(),
                       [&](const Actor& t) { return overlap(t, actor); });
  });
  return out.empty() && phrase ? within(head, types, taken, 0) : out;
}

std::vector<Actor> ActorFinder::after(WordRef predicate, const std::vector<pack::TypeIndex>& types,
                                      const std::vector<Actor>& taken) {
  return within(predicate, types, taken, predicate.word + 1);
}

std::string ActorFinder::words(const Actor& actor) const {
  const TreeView& tree = mentions_.analysis().view(actor.sentence);
  const std::string& text = mentions_.analysis().text->text();
  std::string out;
  for (std::size_t i = 0; i < actor.words.size(); ++i) {
    const Span span = tree[actor.words[i]].span;
    const bool adjacent = i > 0 && tree[actor.words[i - 1]].span.end == span.begin;
    out += i == 0 || adjacent ? "" : " ";
    out += span.in(text);
  }
  return out;
}

}  // namespace rapport::extract
