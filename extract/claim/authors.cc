// Who "we" and "I" are: what stands in apposition to them or whom they lead, else who issues the
// text, else the actors whom a sentence of it goes on to call "we", else the one actor it is about.

#include "extract/claim/authors.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/issuers.h"
#include "extract/claim/quotation.h"

namespace rapport::extract {
namespace {

// Who speak for a state or a body.
const std::unordered_set<std::string_view> kSpeakers = {"leader",   "head",           "president",
                                                        "minister", "representative", "government"};

bool is_actor(const Mentions& mentions, const Mention& mention) {
  const pack::Pack& pack = mentions.pack();
  return mention.type && pack.types()[pack.root(*mention.type)].abstract;
}

// The named states and bodies in the phrase that `head` heads, its conjuncts left aside.
std::vector<MentionId> spoken_for(Mentions& mentions, WordRef head) {
  const TreeView& tree = mentions.analysis().view(head.sentence);
  std::vector<MentionId> out;
  for (const NameHit& hit : mentions.names_in(head.sentence)) {
    int up = hit.end - 1;
    while (up != kRoot && up != head.word &&
           !(tree[up].deprel == Deprel::kConj && tree[up].head == head.word)) {
      up = tree[up].head;
    }
    if (up != head.word || hit.adjective) {
      continue;
    }
    const MentionId id = mentions.of_name(head.sentence, hit);
    if (is_actor(mentions, mentions[id])) {
      out.push_back(id);
    }
  }
  return out;
}

void read_apposition(Mentions& mentions, WordRef pronoun, Authors& authors) {
  const TreeView& tree = mentions.analysis().view(pronoun.sentence);
  const bool several = pack::fold(tree[pronoun.word].form) == "we";
  const int next = pronoun.word + 1;
  // "We, Chad, Togo and Benin": a parser may take the names for more subjects.
  const bool listed = several && next < tree.size() && tree[next].form == ",";
  for (int a :
       tree.children(pronoun.word, {Deprel::kAppos, listed ? Deprel::kConj : Deprel::kAppos})) {
    for (int j : tree.conjuncts(a)) {
      const WordRef ref{pronoun.sentence, j};
      std::vector<MentionId> bodies = spoken_for(mentions, ref);
      if (several && bodies.empty()) {
        bodies.push_back(mentions.of(ref));
      }
      authors.we.insert(authors.we.end(), bodies.begin(), bodies.end());
      if (!several) {
        authors.i.push_back(mentions.of(ref));
      }
    }
  }
}

// "As leaders of Chad, Togo and Benin, we resolve": the states and bodies that they lead.
void read_role(Mentions& mentions, WordRef pronoun, Authors& authors) {
  const TreeView& tree = mentions.analysis().view(pronoun.sentence);
  for (int w = 0; w < pronoun.word && authors.we.empty(); ++w) {
    if (tree.marker(w) != "as" || !kSpeakers.contains(tree[w].lemma)) {
      continue;
    }
    for (int j : tree.conjuncts(w)) {
      const std::vector<MentionId> led = spoken_for(mentions, {pronoun.sentence, j});
      authors.we.insert(authors.we.end(), led.begin(), led.end());
    }
  }
}

// Verbs of those who write about others: their "we" are the authors of a study.
const std::unordered_set<std::string_view> kStudies = {
    "find",    "argue",   "show",     "examine", "analyze",     "analyse", "interview", "observe",
    "explore", "suggest", "conclude", "discuss", "estimate",    "measure", "compare",   "propose",
    "present", "survey",  "describe", "see",     "hypothesize", "assume"};

// How often a text speaks as "we", and whether as those who act.
struct Voice {
  int said = 0;
  bool studies = false;
};

Voice voice_of(const Analysis& analysis) {
  Voice voice;
  for (const TreeView& tree : analysis.views) {
    for (int w = 0; w < tree.size(); ++w) {
      const std::string lower = tree[w].upos == Upos::kPron ? pack::fold(tree[w].form) : "";
      voice.said += lower == "we" || lower == "our" || lower == "us" ? 1 : 0;
      const int verb = tree[w].head;
      voice.studies =
          voice.studies || (lower == "we" && verb != kRoot && kStudies.contains(tree[verb].lemma));
    }
  }
  return voice;
}

bool opens_name(const TreeView& tree, const NameHit& hit) {
  return hit.end < tree.size() && tree[hit.end].upos == Upos::kPropn &&
         tree[hit.end - 1].deprel == Deprel::kCompound;
}

// The one actor that a text is about: named in more sentences than twice any other.
MentionId leading_actor(Mentions& mentions) {
  constexpr int kLeast = 3;  // sentences that name it
  std::map<std::uint32_t, int> named_in;
  std::map<std::uint32_t, MentionId> first;
  const int sentences = static_cast<int>(mentions.analysis().sentences.size());
  for (int s = 0; s < sentences; ++s) {
    std::set<std::uint32_t> here;
    for (const NameHit& hit : mentions.names_in(s)) {
      if (hit.adjective || opens_name(mentions.analysis().view(s), hit)) {
        continue;  // "the Syrian American Medical Society" is not Syria
      }
      if (here.insert(hit.name).second) {
        ++named_in[hit.name];
        first.try_emplace(hit.name, mentions.of_name(s, hit));
      }
    }
  }
  std::uint32_t best = 0;
  int most = 0;
  int second = 0;
  for (const auto& [name, count] : named_in) {
    if (is_actor(mentions, mentions[first.at(name)])) {
      second = count > most ? most : std::max(second, count);
      best = count > most ? name : best;
      most = std::max(most, count);
    }
  }
  return most >= kLeast && most > 2 * second ? first.at(best) : -1;
}

// The named states and bodies that are the subject of `verb`.
std::vector<MentionId> acting(Mentions& mentions, int sentence, int subject) {
  const TreeView& tree = mentions.analysis().view(sentence);
  std::vector<MentionId> out;
  for (int j : tree.conjuncts(subject)) {
    const MentionId id = mentions.of({sentence, j});
    const Mention& mention = mentions[id];
    if (mention.layer != Layer::kNamed || !is_actor(mentions, mention) ||
        mentions.pack().types()[*mention.type].kind == pack::Kind::kPerson) {
      return {};
    }
    out.push_back(id);
  }
  return out;
}

// "Benin, Niger and Togo commit to a review of our laws": several that speak of what is theirs as
// ours.
std::vector<MentionId> joint_speakers(Mentions& mentions) {
  const Analysis& analysis = mentions.analysis();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const int sentence = static_cast<int>(s);
    const TreeView& tree = analysis.view(sentence);
    bool ours = false;
    for (int w = tree.size() - 1; w >= 0 && !is_quote_mark(tree, w); --w) {
      const bool subject = tree[w].deprel == Deprel::kNsubj && tree[w].head != kRoot &&
                           tree[tree[w].head].head == kRoot;
      if (subject && ours) {
        if (std::vector<MentionId> bodies = acting(mentions, sentence, w); bodies.size() > 1) {
          return bodies;
        }
      }
      const std::string lower = pack::fold(tree[w].form);
      ours = ours || (tree[w].upos == Upos::kPron && (lower == "our" || lower == "we"));
    }
  }
  return {};
}

}  // namespace

Authors find_authors(Mentions& mentions) {
  Authors authors;
  const Analysis& analysis = mentions.analysis();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const TreeView& tree = analysis.view(static_cast<int>(s));
    for (int w = 0; w < tree.size(); ++w) {
      const std::string lower = tree[w].upos == Upos::kPron ? pack::fold(tree[w].form) : "";
      const bool open = lower == "we" ? authors.we.empty() : lower == "i" && authors.i.empty();
      if (open) {
        read_apposition(mentions, {static_cast<int>(s), w}, authors);
      }
      if (lower == "we" && authors.we.empty()) {
        read_role(mentions, {static_cast<int>(s), w}, authors);
      }
    }
  }
  constexpr std::size_t kMostWe = 64;  // every sentence of theirs is told of each
  if (authors.we.size() > kMostWe) {
    return {{}, std::move(authors.i)};
  }
  constexpr int kLeastWe = 3;
  const Voice voice = voice_of(analysis);
  if (authors.we.empty() && voice.said > 0 && !voice.studies) {
    authors.we = find_issuers(mentions);
  }
  if (authors.we.empty() && voice.said >= kLeastWe && !voice.studies) {
    authors.we = joint_speakers(mentions);
  }
  if (authors.we.empty() && voice.said >= kLeastWe && !voice.studies) {
    if (const MentionId leading = leading_actor(mentions); leading >= 0) {
      authors.we.push_back(leading);
    }
  }
  return authors;
}

}  // namespace rapport::extract
