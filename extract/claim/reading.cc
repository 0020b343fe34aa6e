// References, then frames.

#include "extract/claim/reading.h"

#include <algorithm>

#include "extract/claim/bare_office.h"
#include "extract/claim/reference.h"
#include "extract/claim/speaker.h"

namespace rapport::extract {
namespace {

SentenceClauses read_clauses(const Analysis& analysis) {
  SentenceClauses out;
  for (const TreeView& tree : analysis.views) {
    out.by_sentence.push_back(clauses(tree));
  }
  return out;
}

}  // namespace

Reading::Reading(const Analysis& analysis, const pack::Pack& pack,
                 const std::vector<std::string>& without)
    : mentions_(analysis, pack), clauses_(read_clauses(analysis)), layout_(mentions_, clauses_) {
  resolve_references(mentions_, clauses_);
  layout_.read_leads();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const int sentence = static_cast<int>(s);
    const BlockKind kind = analysis.block_of(sentence).kind;
    if (kind == BlockKind::kNotice || kind == BlockKind::kTableHeader ||
        kind == BlockKind::kHeading) {
      continue;
    }
    const std::size_t verbs = propositions_.size();
    verb_frames(mentions_, clauses_, layout_, sentence, propositions_);
    for (std::size_t i = verbs; i < propositions_.size(); ++i) {
      add_speaker(mentions_, propositions_[i]);
    }
    const std::size_t nouns = propositions_.size();
    noun_frames(mentions_, clauses_, sentence, propositions_);
    place_frames(mentions_, sentence, propositions_);
    adverbial_frames(mentions_, clauses_, sentence, propositions_);
    adjective_frames(mentions_, clauses_, sentence, propositions_);
    // What stands in a list of what is recommended or possible is no more than that; what is
    // planned there is the doing, not all that its nouns tell.
    const Modality inherited = layout_.inherited_modality(sentence);
    for (std::size_t i = nouns; i < propositions_.size(); ++i) {
      Proposition& p = propositions_[i];
      if (p.modality == Modality::kAsserted && inherited != Modality::kPlanned &&
          (p.frame == "noun" || p.frame == "adjective" || p.frame == "adverbial")) {
        p.modality = inherited;
      }
    }
  }
  layout_frames(mentions_, clauses_, layout_, propositions_);
  bare_office_frames(mentions_, propositions_);
  std::erase_if(propositions_, [&](const Proposition& p) {
    return std::find(without.begin(), without.end(), p.frame) != without.end();
  });
  std::stable_sort(propositions_.begin(), propositions_.end(),
                   [](const Proposition& a, const Proposition& b) {
                     return a.anchor.sentence < b.anchor.sentence;
                   });
}

}  // namespace rapport::extract
