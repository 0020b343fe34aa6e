// Reading lead-ins and headings.

#include "extract/claim/layout.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/mood.h"

namespace rapport::extract {
namespace {

const std::unordered_set<std::string_view> kEquating = {
    "include", "be", "involve", "comprise", "follow", "encompass", "cover", "consist"};

// Nouns for pieces: of the thing that has them, not of "three components".
const std::unordered_set<std::string_view> kParts = {"component", "element", "part",   "pillar",
                                                     "phase",     "module",  "section"};

// Does the word stand in a clause that only says more of a noun: "principles that apply to all",
// "pillars spanning all fields"?
bool in_modifier(const TreeView& tree, int w) {
  for (; w != kRoot; w = tree[w].head) {
    if (tree[w].deprel == Deprel::kAclRelcl || tree[w].deprel == Deprel::kAcl) {
      return true;
    }
  }
  return false;
}

bool is_counted(const TreeView& tree, int noun) {
  return tree[noun].xpos == "NNS" && tree.child(noun, {Deprel::kNummod}) != kRoot;
}

// The noun that an open end asks for: "the following communities in the districts of:"; kRoot else.
int asked_for(const TreeView& tree) {
  int last = tree.size() - 1;
  while (last > 0 && tree[last].upos == Upos::kPunct) {
    --last;
  }
  return last > 0 && tree[last].form == "of" && tree.is_noun(last - 1) ? last - 1 : kRoot;
}

// The last plural before the colon that is an argument; one that is counted ("on four pillars")
// goes before others. kRoot where there is none.
int listed_noun(const TreeView& tree) {
  const int open = asked_for(tree);
  int noun = kRoot;
  for (int w = 0; w < tree.size(); ++w) {
    const Deprel rel = tree[w].deprel;
    const bool argument = rel == Deprel::kObj || rel == Deprel::kRoot || rel == Deprel::kNsubj ||
                          rel == Deprel::kNsubjPass || has_base(rel, Deprel::kObl);
    if (!tree.is_noun(w) || (!argument && !is_counted(tree, w)) || tree[w].xpos != "NNS" ||
        w == open) {
      continue;
    }
    if (noun == kRoot || (!in_modifier(tree, w) && is_counted(tree, w) >= is_counted(tree, noun))) {
      noun = w;
    }
  }
  const int last = noun == kRoot ? kRoot : tree.conjuncts(noun).back();
  return last != kRoot && tree[last].xpos == "NNS" && !is_counted(tree, noun) ? last : noun;
}

// Do the items say what the noun is: "areas, which are as follows:"?
bool equates(const TreeView& tree) {
  for (int w = 0; w < tree.size(); ++w) {
    if (tree[w].lemma == "follow" || tree[w].lemma == "following" || tree[w].lemma == "below") {
      return true;
    }
  }
  return kEquating.contains(tree[tree.root()].lemma);
}

// The auxiliary, or "needs" of "needs to", at the end of a lead-in that the items go on with;
// kRoot where there is none.
int left_open(const TreeView& tree) {
  const int root = tree.root();
  int last = tree.size() - 1;
  while (last > 0 && tree[last].upos == Upos::kPunct) {
    --last;
  }
  const bool to = tree[last].form == "to" && tree[last].head == root;
  return (tree[root].upos == Upos::kAux && last == root) || to ? root : kRoot;
}

bool is_actor(const Mentions& mentions, MentionId id) {
  const auto& type = mentions[id].type;
  return type && mentions.pack().types()[mentions.pack().root(*type)].abstract;
}

}  // namespace

Layout::Layout(Mentions& mentions, const SentenceClauses& clauses)
    : mentions_(mentions),
      clauses_(clauses),
      analysis_(mentions.analysis()),
      sentences_(analysis_.blocks.size()),
      leads_(analysis_.blocks.size()) {
  for (std::size_t s = 0; s < analysis_.sentences.size(); ++s) {
    sentences_[static_cast<std::size_t>(analysis_.sentences[s].block)].push_back(
        static_cast<int>(s));
  }
}

void Layout::read_leads() {
  int last_lead_in = kNone;
  Lead last;
  for (std::size_t b = 0; b < analysis_.blocks.size(); ++b) {
    const int lead_in = analysis_.blocks[b].lead_in;
    if (lead_in == kNone) {
      continue;
    }
    if (lead_in != last_lead_in) {
      last = read_lead(lead_in);
      last_lead_in = lead_in;
    }
    leads_[b] = last;
  }
}

int Layout::cell_sentence(int block, int cell) const {
  for (int s : sentences_of(block)) {
    if (analysis_.sentences[static_cast<std::size_t>(s)].cell == cell &&
        analysis_.view(s).size() > 0) {
      return s;
    }
  }
  return -1;
}

Lead Layout::read_lead(int lead_in) const {
  Lead lead;
  for (int s : sentences_of(lead_in)) {
    if (analysis_.view(s).size() > 0) {
      lead.sentence = s;  // the last one
    }
  }
  if (lead.sentence < 0) {
    return lead;
  }
  const int s = lead.sentence;
  const TreeView& tree = analysis_.view(s);
  const Clause& main = clauses_.at({s, tree.root()});
  if (main.verb != kRoot) {
    lead.modality = main.modality;
    lead.polarity = main.polarity;
  }
  if (const int open = left_open(tree); open != kRoot) {  // "The states should:"
    const std::string& lemma = tree[open].lemma;
    if (!modal(lemma, lead.modality) && (lemma == "need" || lemma == "have")) {
      lead.modality = Modality::kRecommended;
    } else if (is_plan(lemma)) {
      lead.modality = Modality::kPlanned;  // "The project seeks to:"
    }
    for (int n : tree.children(tree.root(), {Deprel::kNsubj})) {
      for (int j : tree.conjuncts(n)) {
        const std::vector<MentionId> who = mentions_.referents(mentions_.of({s, j}));
        lead.things.insert(lead.things.end(), who.begin(), who.end());
      }
    }
    lead.actors = lead.things;
    return lead;
  }
  if (lead.modality == Modality::kAsserted && is_plan(tree[tree.root()].lemma)) {
    lead.modality = Modality::kPlanned;  // "we agree to the following steps:"
  }
  const std::vector<int>& subjects = tree.is_passive(tree.root()) ? main.objects : main.subjects;
  // The noun that the items are: the subject of "include", else the last noun before the colon.
  const int object = tree.child(tree.root(), {Deprel::kObj});
  const bool holds = object != kRoot && is_counted(tree, object);  // "includes three components:"
  int noun = kRoot;
  if (!subjects.empty() && !holds && kEquating.contains(tree[tree.root()].lemma)) {
    noun = subjects.front();
  } else {
    noun = listed_noun(tree);
  }
  const auto take = [&](int w) {
    for (int j : tree.conjuncts(w)) {
      for (MentionId id : mentions_.referents(mentions_.of({s, j}))) {
        if (!mentions_[id].pronoun) {
          lead.things.push_back(id);
        }
      }
    }
  };
  if (const int open = asked_for(tree); open != kRoot) {
    lead.asked = pack::singular(pack::fold(tree[open].form));
  }
  if (noun != kRoot) {
    lead.noun = pack::singular(pack::fold(tree[noun].form));
    if (is_counted(tree, noun) && !(holds && kParts.contains(tree[noun].lemma))) {
      lead.kind = mentions_.referents(mentions_.of({s, noun}));
    }
    if (noun == object) {  // "The treaty brings the following benefits to Chad:"
      for (int w : subjects) {
        take(w);
      }
    }
    for (int n : tree.conjuncts(noun)) {
      for (int c : tree.children(n, {Deprel::kAcl})) {
        if (lead.things.empty() && tree[c].lemma == "face") {  // "challenges facing the mission"
          for (int o : clauses_.at({s, c}).objects) {
            take(o);
          }
        }
      }
      for (int c : tree.children(n, {Deprel::kNmodPoss, Deprel::kNmod})) {
        if (lead.things.empty() && tree[c].lemma != "focus" && tree[c].lemma != "concern") {
          take(c);
        }
      }
    }
  }
  if (lead.things.empty() && !subjects.empty() && subjects.front() != noun) {
    for (int w : subjects) {
      take(w);
    }
  }
  for (const NameHit& hit : mentions_.names_in(s)) {
    if (!hit.adjective && lead.actors.empty()) {
      lead.actors.push_back(mentions_.of_name(s, hit));
    }
  }
  // Else a name in the lead-in, else the subject of the sentence before it.
  if (lead.things.empty()) {
    lead.things = lead.actors;
  }
  for (int before = s - 1; lead.things.empty() && before >= 0 && before >= s - 2; --before) {
    const TreeView& view = analysis_.view(before);
    if (view.size() == 0) {
      continue;
    }
    for (int w : clauses_.at({before, view.root()}).subjects) {
      for (MentionId id : mentions_.referents(mentions_.of({before, w}))) {
        if (!mentions_[id].pronoun) {
          lead.things.push_back(id);
        }
      }
    }
  }
  // "The main areas are as follows:", where nothing else is told that they can be part of.
  const bool only_actors = std::all_of(lead.things.begin(), lead.things.end(),
                                       [&](MentionId id) { return is_actor(mentions_, id); });
  if (only_actors && lead.kind.empty() && noun != kRoot && tree[noun].xpos == "NNS" &&
      tree.child(noun, {Deprel::kAmod}) != kRoot && equates(tree)) {
    lead.kind = mentions_.referents(mentions_.of({s, noun}));
  }
  return lead;
}

std::vector<MentionId> Layout::implied_subjects(int sentence) const {
  const Sentence& own = analysis_.sentences[static_cast<std::size_t>(sentence)];
  const Block& block = analysis_.block_of(sentence);
  const bool item = block.kind == BlockKind::kListItem;
  const bool row = block.kind == BlockKind::kTableRow;
  if (!item && !row) {
    return {};
  }
  const int first = sentences_of(own.block).front();
  const TreeView& tree = analysis_.view(first);
  const bool labelled = (item && !block.label.empty()) || (row && own.cell > 0);
  const bool deed = row && tree.size() > 0 &&  // "Built a road | Build a bridge"
                    (tree[tree.root()].xpos == "VBD" || tree[tree.root()].xpos == "VBN");
  if (labelled && !deed && first != sentence && tree.size() > 0) {
    std::vector<MentionId> out;
    for (int w : tree.conjuncts(tree.root())) {
      out.push_back(mentions_.of_piece({first, w}));
    }
    return out;
  }
  if (item && block.lead_in == kNone && tree.size() > 0 && tree.root() == 0 &&
      tree[0].xpos == "VBD") {
    return subject_above(first);
  }
  return lead_of(own.block).things;
}

// Items that go on with what somebody did, "- Agreed to meet again.", without a lead-in: the one of
// whom the last running text tells.
std::vector<MentionId> Layout::subject_above(int sentence) const {
  constexpr int kFarthest = 16;  // sentences
  for (int s = sentence - 1; s >= 0 && s >= sentence - kFarthest; --s) {
    const TreeView& tree = analysis_.view(s);
    if (tree.size() == 0 || analysis_.block_of(s).kind != BlockKind::kParagraph) {
      continue;
    }
    std::vector<MentionId> out;
    for (int w : clauses_.at({s, tree.root()}).subjects) {
      for (MentionId id : mentions_.referents(mentions_.of({s, w}))) {
        out.push_back(id);
      }
    }
    return out;
  }
  return {};
}

Modality Layout::inherited_modality(int sentence) const {
  const Block& block = analysis_.block_of(sentence);
  const Lead& lead = lead_of(analysis_.sentences[static_cast<std::size_t>(sentence)].block);
  if (lead.sentence >= 0 && lead.modality != Modality::kAsserted) {
    return lead.modality;
  }
  const bool item = block.kind == BlockKind::kListItem || block.kind == BlockKind::kTableRow;
  if (item && block.heading != kNone) {
    const std::string heading = pack::fold(
        analysis_.blocks[static_cast<std::size_t>(block.heading)].span.in(analysis_.text->text()));
    if (heading.find("recommend") != std::string::npos) {
      return Modality::kRecommended;
    }
  }
  return Modality::kAsserted;
}

}  // namespace rapport::extract
