// Arguments of frames.

#include "extract/claim/frame_arguments.h"

#include <algorithm>

namespace rapport::extract {
namespace {

void add_mention(Mentions& mentions, Proposition& proposition, const std::string& role,
                 MentionId id, bool example = false) {
  for (MentionId referent : mentions.referents(id)) {
    const bool there =
        std::any_of(proposition.arguments.begin(), proposition.arguments.end(),
                    [&](const Argument& a) { return a.role == role && a.mention == referent; });
    if (!there) {
      proposition.arguments.push_back({role, referent, example});
    }
  }
}

// "Benelux - Belgium, the Netherlands and Luxembourg -": names of those that one noun holds.
bool names_several(const TreeView& tree, int apposition) {
  constexpr std::size_t kSeveral = 3;
  const std::vector<int> all = tree.conjuncts(apposition);
  const int first = tree.subtree(apposition).front();
  const bool dashed = tree[apposition].deprel == Deprel::kNmod && tree.marker(apposition).empty() &&
                      first > 0 && (is_dash(tree[first].form) || is_dash(tree[first - 1].form));
  return (tree[apposition].deprel == Deprel::kAppos || dashed) && all.size() >= kSeveral &&
         std::all_of(all.begin(), all.end(), [&](int w) { return tree[w].upos == Upos::kPropn; });
}

}  // namespace

bool is_dash(std::string_view form) {
  return form == "-" || form == "--" || form == "\u2013" || form == "\u2014";
}

bool is_example(const TreeView& tree, int complement) {
  const std::string marker = tree.marker(complement);
  if (names_several(tree, complement)) {
    return true;
  }
  if (tree[complement].deprel == Deprel::kAppos && marker.empty()) {
    // "six countries: Armenia, Georgia, ..."
    const int first = tree.subtree(complement).front();
    const int before = tree[first].form == ":" ? first : first - 1;
    return before > 0 && tree[before].form == ":" && tree[tree[complement].head].xpos == "NNS";
  }
  return marker == "such as" || marker == "like" || marker == "including";
}

void add_argument(Mentions& mentions, Proposition& proposition, const std::string& role,
                  WordRef ref) {
  const TreeView& tree = mentions.analysis().view(ref.sentence);
  if (tree.is_verb(ref.word)) {
    add_mention(mentions, proposition, role, mentions.of_action(ref));
    return;
  }
  add_mention(mentions, proposition, role, mentions.of(ref));
  for (int c :
       tree.children(ref.word, {Deprel::kNmod, Deprel::kObl, Deprel::kAcl, Deprel::kAppos})) {
    if (is_example(tree, c)) {
      for (int part : tree.conjuncts(c)) {
        if (tree.is_noun(part)) {
          add_mention(mentions, proposition, role, mentions.of({ref.sentence, part}), true);
        }
      }
    }
  }
}

void add_prepositional(Mentions& mentions, Proposition& proposition, WordRef word) {
  const TreeView& tree = mentions.analysis().view(word.sentence);
  for (int c : tree.children(word.word, {Deprel::kObl, Deprel::kNmod, Deprel::kOblUnmarked})) {
    const std::string marker = tree.marker(c);
    if (marker.empty() || is_example(tree, c)) {
      continue;
    }
    for (int j : tree.conjuncts(c)) {
      // "in Iraq and across the region": a conjunct with a preposition of its own keeps it.
      const std::string own = j == c ? marker : tree.marker(j);
      if (tree.is_noun(j) || tree[j].upos == Upos::kPron) {
        add_argument(mentions, proposition, "prep:" + (own.empty() ? marker : own),
                     {word.sentence, j});
      }
    }
  }
}

std::string predicate_words(const TreeView& tree, int head, const std::string& cue) {
  std::string out;
  const auto add = [&](int w) { out += (out.empty() ? "" : " ") + tree[w].form; };
  for (int c : tree.children(head, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) {
    if (c < head) {
      add(c);
    }
  }
  for (int c : tree.children(head, {Deprel::kAdvmod})) {
    if (c < head && (tree[c].lemma == "not" || tree[c].lemma == "never")) {
      add(c);
    }
  }
  add(head);
  const int particle = tree.child(head, {Deprel::kCompoundPrt});
  if (particle != kRoot) {
    add(particle);
  }
  const std::size_t blank = cue.rfind(' ');
  if (blank != std::string::npos &&
      (particle == kRoot || tree[particle].lemma != cue.substr(blank + 1))) {
    out += cue.substr(blank);
  }
  return out;
}

void add_names_before(Mentions& mentions, Proposition& p, int sentence, int noun) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (hit.end > noun || noun - hit.end > 8) {
      continue;
    }
    // The hit must hang on the noun through modifiers only.
    int w = hit.end - 1;
    bool modifies = true;
    while (w != noun && w != kRoot && modifies) {
      const Deprel rel = tree[w].deprel;
      modifies = rel == Deprel::kCompound || rel == Deprel::kAmod || rel == Deprel::kFlat ||
                 rel == Deprel::kConj || rel == Deprel::kNmodDesc || rel == Deprel::kNmodUnmarked ||
                 rel == Deprel::kDep;
      w = tree[w].head;
    }
    if (modifies && w == noun) {
      p.arguments.push_back(
          {hit.adjective ? "demonym" : "compound", mentions.of_name(sentence, hit)});
    }
  }
}

}  // namespace rapport::extract
