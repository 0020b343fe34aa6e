// Layout frames: what list items say by standing under a lead-in, and table cells by standing in a
// column beside others. "Key outcomes of the mission include: - greater trust" makes of the item an
// outcome of the mission; in "Objective | Expected outcome" the second cell is what the first aims
// at.

#include <algorithm>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/layout.h"

namespace rapport::extract {
namespace {

constexpr int kShortPiece = 4;  // words; a clause this short was a phrase, misread

std::string head_lemma(const std::string& folded) {
  const std::size_t blank = folded.rfind(' ');
  return pack::singular(blank == std::string::npos ? folded : folded.substr(blank + 1));
}

// A header's cues: its words up to the first preposition ("impact" of "Impact on trade"), and its
// head noun.
std::vector<std::string> header_cues(std::string_view header) {
  static constexpr std::array<std::string_view, 7> kPrepositions = {
      " of ", " on ", " in ", " for ", " to ", " by ", " from "};
  std::string folded = pack::fold(header);
  for (std::string_view preposition : kPrepositions) {
    folded = folded.substr(0, folded.find(preposition));
  }
  const std::size_t blank = folded.rfind(' ');
  const std::string head = head_lemma(folded);
  const std::string full = blank == std::string::npos ? head : folded.substr(0, blank + 1) + head;
  std::vector<std::string> cues = {full};
  if (head != full) {
    cues.push_back(head);
  }
  return cues;
}

// The heads of the names that a text lists, where it lists nothing else but marks of notes
// ("[13]"); commas part them.
std::vector<int> names_alone(const TreeView& tree) {
  std::vector<int> heads;
  int begin = 0;
  for (int w = 0; w <= tree.size(); ++w) {
    const bool note = w > 0 && w < tree.size() && tree[w - 1].form == "[";
    const bool parts =
        w == tree.size() || tree[w].upos == Upos::kPunct || tree[w].upos == Upos::kCconj || note;
    if (!parts && tree[w].upos != Upos::kPropn) {
      return {};
    }
    if (parts && w > begin) {
      int head = w - 1;
      while (tree[head].head >= begin && tree[head].head < w) {
        head = tree[head].head;
      }
      heads.push_back(head);
    }
    begin = parts ? w + 1 : begin;
  }
  return heads;
}

class LayoutFrames {
 public:
  LayoutFrames(Mentions& mentions, const SentenceClauses& clauses, const Layout& layout,
               std::vector<Proposition>& out)
      : mentions_(mentions),
        clauses_(clauses),
        layout_(layout),
        analysis_(mentions.analysis()),
        out_(out) {}

  void run() {
    for (std::size_t b = 0; b < analysis_.blocks.size(); ++b) {
      const Block& block = analysis_.blocks[b];
      if (block.kind == BlockKind::kListItem && !block.label.empty() &&
          names_under_label(static_cast<int>(b))) {
        continue;
      }
      if (block.kind == BlockKind::kListItem && block.lead_in != kNone) {
        item(static_cast<int>(b));
      } else if (block.kind == BlockKind::kTableRow && block.header != kNone) {
        row(static_cast<int>(b));
      }
    }
  }

 private:
  // The things that a piece of text names, coordinated ones apart.
  void add_piece(Proposition& p, const std::string& role, int sentence) {
    const TreeView& tree = analysis_.view(sentence);
    if (tree.size() == 0) {
      return;
    }
    for (int w : tree.conjuncts(tree.root())) {
      const bool clause =
          tree.child(w, {Deprel::kNsubj, Deprel::kNsubjPass}) != kRoot && tree.size() > kShortPiece;
      if (tree.is_noun(w)) {
        mentions_.of_piece({sentence, w});
        add_argument(mentions_, p, role, {sentence, w});
      } else if (tree.is_verb(w) && !clause) {
        p.arguments.push_back({role, mentions_.of_piece({sentence, w})});
      }
    }
  }

  Proposition frame(const char* name, int sentence, const Lead& lead) {
    Proposition p;
    p.frame = name;
    p.anchor = {sentence, std::max(0, analysis_.view(sentence).root())};
    p.modality = lead.modality;
    p.polarity = lead.polarity;
    if (lead.sentence >= 0) {
      p.context.push_back(lead.sentence);
    }
    for (MentionId id : lead.things) {
      p.arguments.push_back({"lead", id});
    }
    for (MentionId id : lead.kind) {
      p.arguments.push_back({"kind", id});
    }
    for (MentionId id : lead.actors) {
      p.arguments.push_back({"actor", id});
    }
    return p;
  }

  void item(int block) {
    const std::vector<int>& sentences = layout_.sentences_of(block);
    const Lead& lead = layout_.lead_of(block);
    if (sentences.empty() || lead.sentence < 0) {
      return;
    }
    Proposition p = frame("item", sentences.front(), lead);
    if (!lead.noun.empty()) {
      p.cues.push_back(lead.noun);
    }
    p.predicate = lead.noun;
    add_piece(p, "self", sentences.front());
    const TreeView& tree = analysis_.view(sentences.front());
    if (tree.size() > 0 && is_done_by_saying(tree[tree.root()].lemma)) {
      p.modality = Modality::kAsserted;  // "we agree to: - reaffirm our commitment"
    }
    const bool known =
        !lead.noun.empty() && !mentions_.pack().patterns_for("item", lead.noun).empty();
    if (lead.polarity == Polarity::kNegated) {
      std::erase_if(p.arguments, [](const Argument& a) { return a.role == "kind"; });
    }
    out_.push_back(lead.kind.empty() || known ? std::move(p) : of_kind(std::move(p)));
  }

  // "Will follow five principles:" - these are the five, whatever is still to be done.
  static Proposition of_kind(Proposition p) {
    p.polarity = Polarity::kAffirmed;
    if (p.modality != Modality::kPossible) {
      p.modality = Modality::kAsserted;
    }
    return p;
  }

  // The type of a noun in the lead-in, if it is one of places or else of actors.
  std::optional<pack::TypeIndex> told_type(const std::string& noun, bool places) const {
    const pack::Pack& pack = mentions_.pack();
    const auto type = pack.type_of_noun(noun);
    const bool place = type && pack.types()[*type].kind == pack::Kind::kPlace;
    const bool actor = type && pack.types()[pack.root(*type)].abstract;
    return (places ? place : actor) ? type : std::nullopt;
  }

  // A name that the gazetteer lacks is what the lead-in says it is.
  void add_told(Proposition& p, const std::string& role, MentionId id,
                std::optional<pack::TypeIndex> told) {
    Mention& mention = mentions_[id];
    if (told && mention.layer == Layer::kNamed && !mentions_.is_known(mention.head)) {
      mention.type = told;
    }
    p.arguments.push_back({role, id});
  }

  // "Northern region: Ashfield, Brook and Mill": names alone, behind a label; "communities in the
  // districts of:" above them says what they are.
  bool names_under_label(int block) {
    const std::vector<int>& sentences = layout_.sentences_of(block);
    if (sentences.size() != 2 || analysis_.view(sentences[0]).size() == 0) {
      return false;
    }
    const TreeView& label = analysis_.view(sentences[0]);
    const std::vector<int> heads = names_alone(analysis_.view(sentences[1]));
    if (heads.empty()) {
      return false;
    }
    const Lead& lead = layout_.lead_of(block);
    Proposition p = frame("label", sentences[1], lead);
    p.cues = {pack::singular(pack::fold(label[label.root()].form))};
    p.predicate = label[label.root()].form;
    add_told(p, "label", mentions_.of_piece({sentences[0], label.root()}),
             told_type(lead.asked, true));
    for (int w : heads) {
      add_told(p, "self", mentions_.of({sentences[1], w}), told_type(lead.noun, false));
    }
    out_.push_back(std::move(p));
    return true;
  }

  void row(int block) {
    const Block& row = analysis_.blocks[static_cast<std::size_t>(block)];
    const Block& header = analysis_.blocks[static_cast<std::size_t>(row.header)];
    const Lead& lead = layout_.lead_of(block);
    const std::string& text = analysis_.text->text();
    std::vector<std::vector<std::string>> cues;
    std::vector<int> cells;
    for (std::size_t c = 0; c < row.cells.size() && c < header.cells.size(); ++c) {
      cues.push_back(header_cues(header.cells[c].in(text)));
      cells.push_back(layout_.cell_sentence(block, static_cast<int>(c)));
      if (cells.back() < 0) {
        continue;
      }
      Proposition p = frame("column", cells.back(), lead);
      p.cues = cues.back();
      p.predicate = cues.back().front();
      add_piece(p, "self", cells.back());
      add_header(p, row.header);
      out_.push_back(std::move(p));
    }
    constexpr std::size_t kMostPaired = 24;  // columns
    const std::size_t paired = std::min(cells.size(), kMostPaired);
    for (std::size_t a = 0; a < paired; ++a) {
      for (std::size_t b = a + 1; b < paired; ++b) {
        if (cells[a] >= 0 && cells[b] >= 0) {
          pair(row.header, lead, cells[a], cells[b], cues[a], cues[b]);
        }
      }
    }
  }

  void pair(int header, const Lead& lead, int first, int second,
            const std::vector<std::string>& cues_a, const std::vector<std::string>& cues_b) {
    Proposition p = frame("columns", first, lead);
    for (const std::string& a : cues_a) {
      for (const std::string& b : cues_b) {
        p.cues.push_back(a + " | " + b);
      }
    }
    p.predicate = p.cues.front();
    add_piece(p, "column:1", first);
    add_piece(p, "column:2", second);
    add_header(p, header);
    out_.push_back(std::move(p));
  }

  void add_header(Proposition& p, int header) const {
    for (int s : layout_.sentences_of(header)) {
      p.context.push_back(s);
    }
  }

  Mentions& mentions_;
  const SentenceClauses& clauses_;
  const Layout& layout_;
  const Analysis& analysis_;
  std::vector<Proposition>& out_;
};

}  // namespace

void layout_frames(Mentions& mentions, const SentenceClauses& clauses, const Layout& layout,
                   std::vector<Proposition>& out) {
  LayoutFrames(mentions, clauses, layout, out).run();
}

}  // namespace rapport::extract
