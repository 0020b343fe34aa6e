// Frames of what somebody is: titles before a person's name, offices beside it or said of it, and
// other appositions.

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/noun_phrase.h"
#include "extract/claim/proposition.h"

namespace rapport::extract {
namespace {

// "Jens Stoltenberg, secretary general of NATO", "the alliance, a defensive pact".
void apposition_frames(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int c : tree.children(noun, {Deprel::kAppos})) {
    if (!tree.is_noun(c) || is_example(tree, c)) {
      continue;
    }
    Proposition p;
    p.frame = "apposition";
    p.cues = {tree[c].lemma};
    p.anchor = {sentence, c};
    p.predicate = tree[c].lemma;
    add_argument(mentions, p, "self", {sentence, noun});
    add_argument(mentions, p, "apposition", {sentence, c});
    add_prepositional(mentions, p, {sentence, c});
    add_names_before(mentions, p, sentence, c);
    out.push_back(std::move(p));
  }
}

std::vector<int> words_between(const TreeView& tree, int begin, int end) {
  std::vector<int> out;
  for (int w = begin; w < end; ++w) {
    if (tree[w].upos != Upos::kPunct && tree[w].upos != Upos::kPart) {
      out.push_back(w);
    }
  }
  return out;
}

// "... Anwar Ibrahim of Malaysia": does the name hang on the noun by "of"?
bool is_after_of(const TreeView& tree, int noun, const NameHit& hit) {
  const std::vector<int> complements = tree.children(noun, {Deprel::kNmod});
  return hit.begin > noun && std::any_of(complements.begin(), complements.end(), [&](int c) {
           return tree.marker(c) == "of" && tree.dominates(c, hit.end - 1);
         });
}

// The words of a title that stand before a person's name: "Prime Minister".
std::vector<int> title_before(const TreeView& tree, int noun) {
  std::vector<int> out;
  for (int c : tree.children(noun, {Deprel::kNmodDesc})) {
    const std::vector<int> words = tree.subtree(c);
    out.insert(out.end(), words.begin(), words.end());
  }
  return out;
}

// The noun for what a person is in "the governor of Ogun, Anna Keller" and "its first director was
// Anna Keller"; kRoot where there is none.
int office_of(const Mentions& mentions, int sentence, int person) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const pack::Pack& pack = mentions.pack();
  const auto is_office = [&](int w) {
    const auto type = pack.type_of_noun(pack::fold(tree[w].lemma));
    return tree[w].lemma == "leader" || (type && pack.types()[*type].kind == pack::Kind::kPerson);
  };
  if (tree[person].deprel == Deprel::kAppos) {
    int up = tree[person].head;
    while (up != kRoot && !is_office(up) && tree[up].deprel == Deprel::kNmod) {
      up = tree[up].head;
    }
    return up != kRoot && is_office(up) ? up : kRoot;
  }
  int office = kRoot;
  for (int s : tree.child(person, {Deprel::kCop}) == kRoot
                   ? std::vector<int>{}
                   : tree.children(person, {Deprel::kNsubj})) {
    // Of "its Director General" a parser may make two subjects; one of them has the body.
    if (is_office(s) &&
        (office == kRoot ||
         tree.children(office, {Deprel::kNmodPoss, Deprel::kNmod, Deprel::kCompound}).empty())) {
      office = s;
    }
  }
  return office;
}

// "Vice President", "Deputy Director": a rank is no body.
bool is_rank(const Word& word) {
  static const std::unordered_set<std::string_view> kRanks = {
      "vice",   "deputy", "prime",     "acting",   "assistant", "associate", "co",
      "former", "chief",  "executive", "honorary", "first",     "second",    "senior"};
  return kRanks.contains(pack::fold(word.form));
}

// "Harbour Union leader Anna Keller": names that the gazetteer lacks, before the title of a person.
void bodies_of_title(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int title : tree.children(noun, {Deprel::kNmodDesc})) {
    for (int c : tree.children(title, {Deprel::kCompound, Deprel::kNmodPoss})) {
      const bool known =
          std::any_of(mentions.names_in(sentence).begin(), mentions.names_in(sentence).end(),
                      [&](const NameHit& hit) { return hit.begin <= c && c < hit.end; });
      if (tree[c].upos != Upos::kPropn || known || is_rank(tree[c])) {
        continue;
      }
      Proposition p;
      p.frame = "title";
      p.anchor = {sentence, noun};
      p.predicate = tree[title].form;
      p.cues = {pack::fold(tree[title].lemma)};
      p.arguments.push_back({"self", mentions.of({sentence, noun})});
      p.arguments.push_back({"organization", mentions.of({sentence, c})});
      out.push_back(std::move(p));
    }
  }
}

// "NATO Secretary General Jens Stoltenberg", "Prime Minister Anwar Ibrahim of Malaysia": a person,
// and the body or state that the title belongs to.
void titles(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const Mention& person = mentions[mentions.of({sentence, noun})];
  if (person.layer != Layer::kNamed || !person.type ||
      mentions.pack().types()[*person.type].kind != pack::Kind::kPerson) {
    return;
  }
  if (const int office = office_of(mentions, sentence, noun); office != kRoot) {
    Proposition p;
    p.frame = "title";
    p.anchor = {sentence, noun};
    p.predicate = noun_phrase(tree, office).short_name;
    p.cues = {pack::fold(tree[office].lemma)};
    add_argument(mentions, p, "self", {sentence, noun});
    for (int c : tree.children(office, {Deprel::kNmodPoss, Deprel::kNmod, Deprel::kCompound})) {
      add_argument(mentions, p, "organization", {sentence, c});
    }
    out.push_back(std::move(p));
  }
  bodies_of_title(mentions, sentence, noun, out);
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (!tree.dominates(noun, hit.end - 1)) {
      continue;
    }
    std::vector<int> title;
    if (hit.end < noun && noun - hit.end <= 6) {
      title = words_between(tree, hit.end, noun);
    } else if (is_after_of(tree, noun, hit)) {
      title = title_before(tree, noun);
    }
    if (title.empty()) {
      continue;
    }
    Proposition p;
    p.frame = "title";
    p.anchor = {sentence, noun};
    p.predicate = join_words(tree, title);
    p.cues = {pack::fold(p.predicate)};
    p.arguments.push_back({"self", mentions.of({sentence, noun})});
    p.arguments.push_back({"organization", mentions.of_name(sentence, hit)});
    out.push_back(std::move(p));
  }
}

}  // namespace

void title_frames(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out) {
  apposition_frames(mentions, sentence, noun, out);
  titles(mentions, sentence, noun, out);
}

}  // namespace rapport::extract
