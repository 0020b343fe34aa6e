// Subjects, lists and joint doings.

#include "extract/claim/antecedent.h"

#include <algorithm>

#include "rapport/pack/fold.h"

#include "extract/claim/noun_phrase.h"

namespace rapport::extract {

bool is_plural_form(const Word& word) { return word.xpos == "NNS" || word.xpos == "NNPS"; }

bool is_plural(const TreeView& tree, int w) {
  return is_plural_form(tree[w]) || !tree.children(w, {Deprel::kConj}).empty();
}

std::vector<MentionId> subjects_before(Mentions& mentions, const SentenceClauses& clauses,
                                       int sentence, bool plural) {
  constexpr int kFarthest = 40;  // sentences, the items of a list among them
  const Analysis& analysis = mentions.analysis();
  const bool running = analysis.block_of(sentence).kind == BlockKind::kParagraph;
  int looked = 0;
  for (int s = sentence - 1; s >= 0 && s >= sentence - kFarthest && looked < 2; --s) {
    const TreeView& tree = analysis.view(s);
    const BlockKind kind = analysis.block_of(s).kind;
    if (running && kind != BlockKind::kParagraph && kind != BlockKind::kHeading) {
      continue;  // running text goes on with what stood before the list
    }
    ++looked;
    if (tree.size() == 0 || kind == BlockKind::kHeading) {
      continue;
    }
    const Clause& main = clauses.at({s, tree.root()});
    const std::vector<int>& subjects = tree.is_passive(tree.root()) ? main.objects : main.subjects;
    if (main.verb == kRoot || subjects.empty() || main.gerund_subject) {
      continue;
    }
    const bool many = subjects.size() > 1 || is_plural(tree, subjects[0]);
    if (many != plural && !(plural && tree[subjects[0]].upos == Upos::kPropn)) {
      continue;
    }
    std::vector<MentionId> out;
    for (int w : subjects) {
      out.push_back(mentions.of({s, w}));
    }
    return out;
  }
  return {};
}

bool is_joint_noun(const pack::Pack& pack, std::string_view lemma) {
  for (std::uint32_t index : pack.patterns_for("noun", pack::fold(lemma))) {
    for (const pack::Gives& gives : pack.patterns()[index].gives) {
      for (pack::RelationIndex r : gives.relations) {
        if (pack.relations()[r].symmetric) {
          return true;
        }
      }
    }
  }
  return false;
}

bool is_joint(const Mentions& mentions, WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const int w = noun.word;
  if (!is_joint_noun(mentions.pack(), tree[w].lemma)) {
    return false;
  }
  int partners = 0;
  for (const NameHit& hit : mentions.names_in(noun.sentence)) {
    int up = hit.end - 1;
    for (int steps = 0; up != kRoot && up != w && steps < 4; ++steps) {
      up = has_base(tree[up].deprel, Deprel::kNsubj) || has_base(tree[up].deprel, Deprel::kAcl)
               ? kRoot
               : tree[up].head;
    }
    partners += up == w ? 1 : 0;
  }
  const bool with = std::any_of(tree.children(w).begin(), tree.children(w).end(),
                                [&](int c) { return tree.marker(c) == "with"; });
  return partners >= 2 || (partners == 1 && with);
}

bool is_told_by_name(const Mentions& mentions, WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const std::vector<NameHit>& names = mentions.names_in(noun.sentence);
  return std::any_of(names.begin(), names.end(), [&](const NameHit& hit) {
    return hit.end <= noun.word && tree[hit.end - 1].head == noun.word;
  });
}

std::vector<MentionId> items_before(Mentions& mentions, int sentence) {
  constexpr std::size_t kMostItems = 12;
  const Analysis& analysis = mentions.analysis();
  const auto block_number = [&](int s) {
    return analysis.sentences[static_cast<std::size_t>(s)].block;
  };
  std::vector<MentionId> items;
  int s = sentence - 1;
  while (s >= 0 && block_number(s) == block_number(sentence)) {
    --s;
  }
  for (; s >= 0 && items.size() < kMostItems; --s) {
    const Block& b = analysis.block_of(s);
    const Sentence& one = analysis.sentences[static_cast<std::size_t>(s)];
    const bool row = b.kind == BlockKind::kTableRow && one.cell == 0;
    const bool item =
        b.kind == BlockKind::kListItem && (b.label.empty() || one.span.end <= b.label.end + 1);
    if (b.kind != BlockKind::kTableRow && b.kind != BlockKind::kListItem &&
        b.kind != BlockKind::kTableHeader) {
      break;
    }
    const TreeView& view = analysis.view(s);
    if ((row || item) && view.size() > 0 && view.is_noun(view.root())) {
      items.insert(items.begin(), mentions.of({s, view.root()}));
    }
  }
  return items;
}

std::string name_key(const Mentions& mentions, MentionId id) {
  const Analysis& analysis = mentions.analysis();
  const Mention& mention = mentions[id];
  const Word& head = analysis.word(mention.head);
  const bool state =
      mention.type && mentions.pack().types()[*mention.type].kind == pack::Kind::kPlace;
  const bool longer = mention.layer == Layer::kNamed && !state && mention.words.size() > 1 &&
                      head.upos == Upos::kPropn;
  return longer ? pack::fold(head.form) : "";
}

MentionId fuller_name(const Analysis& analysis, const NamesByHead& before, WordRef noun) {
  const TreeView& tree = analysis.view(noun.sentence);
  const int det = tree.child(noun.word, {Deprel::kDet});
  const bool bare = tree.children(noun.word, {Deprel::kNmod, Deprel::kFlat, Deprel::kCompound,
                                              Deprel::kAmod, Deprel::kAppos, Deprel::kNmodPoss})
                        .empty();
  if (det == kRoot || pack::fold(tree[det].form) != "the" || !bare ||
      is_plural_form(tree[noun.word])) {
    return -1;
  }
  const auto found = before.find(pack::fold(tree[noun.word].form));
  return found == before.end() ? -1 : found->second;
}

MentionId fuller_description(const Mentions& mentions, const std::vector<MentionId>& before,
                             WordRef noun) {
  constexpr int kWindow = 6;  // sentences that it looks back
  const Analysis& analysis = mentions.analysis();
  const Word& word = analysis.word(noun);
  const std::size_t length = noun_phrase(analysis.view(noun.sentence), noun.word).name.size();
  for (auto it = before.rbegin(); it != before.rend(); ++it) {
    const Mention& mention = mentions[*it];
    const Word& head = analysis.word(mention.head);
    if (mention.head.sentence < noun.sentence - kWindow) {
      break;
    }
    if (!mention.action && mention.layer != Layer::kNamed && head.lemma == word.lemma &&
        is_plural_form(head) == is_plural_form(word) && mention.name.size() > length) {
      return *it;
    }
  }
  return -1;
}

std::vector<MentionId> last_named(const Mentions& mentions, const std::vector<MentionId>& before,
                                  pack::TypeIndex type, std::size_t count) {
  constexpr std::size_t kNamesBack = 100;
  std::vector<MentionId> out;
  std::size_t looked = 0;
  for (auto it = before.rbegin(); it != before.rend() && out.size() < count && looked < kNamesBack;
       ++it, ++looked) {
    const Mention& mention = mentions[*it];
    const bool again = std::any_of(out.begin(), out.end(),
                                   [&](MentionId o) { return mentions[o].name == mention.name; });
    if (mention.type == type && !again) {
      out.push_back(*it);
    }
  }
  return out;
}

MentionId holder_beside(Mentions& mentions, WordRef office) {
  const TreeView& tree = mentions.analysis().view(office.sentence);
  const auto person = mentions.pack().find_kind(pack::Kind::kPerson);
  if (!person || mentions[mentions.of(office)].layer == Layer::kNamed ||
      is_plural_form(tree[office.word]) ||
      mentions.pack().type_of_noun(pack::fold(tree[office.word].form)) != person) {
    return -1;
  }
  for (int c : tree.children(office.word, {Deprel::kAppos})) {
    const MentionId name = mentions.of({office.sentence, c});
    if (mentions[name].type == person && mentions[name].layer == Layer::kNamed) {
      return name;
    }
  }
  return -1;
}

}  // namespace rapport::extract
