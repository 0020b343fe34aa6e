// Layout as context: which sentences belong to a block, what leads a list or a table in, and what
// an item or cell that names no subject is about.

#pragma once

#include <string>
#include <vector>

#include "extract/claim/proposition.h"

namespace rapport::extract {

// What introduces a list or a table.
struct Lead {
  int sentence = -1;              // the sentence that ends in "include:"; -1 when there is none
  std::string noun;               // the noun that the items are: "outcome", "challenge", "area"
  std::string asked;              // the noun that is left open: "in the districts of:"
  std::vector<MentionId> things;  // what they are an outcome of, a challenge to
  std::vector<MentionId> kind;    // that noun itself, where it is counted: "five principles"
  std::vector<MentionId> actors;  // the first one named in it: who conducts the items
  Modality modality = Modality::kAsserted;
  Polarity polarity = Polarity::kAffirmed;
};

class Layout {
 public:
  // References must be resolved when leads are asked for.
  Layout(Mentions& mentions, const SentenceClauses& clauses);

  void read_leads();  // after references are resolved
  const std::vector<int>& sentences_of(int block) const {
    return sentences_[static_cast<std::size_t>(block)];
  }
  int cell_sentence(int block, int cell) const;  // the first sentence of a cell, or -1
  const Lead& lead_of(int block) const { return leads_[static_cast<std::size_t>(block)]; }
  // Who acts in a clause of this sentence that names nobody: the label of its item, the first cell
  // of its row, else what the lead-in is about.
  std::vector<MentionId> implied_subjects(int sentence) const;
  // The modality that a heading or lead-in gives to clauses with none of their own.
  Modality inherited_modality(int sentence) const;

 private:
  Lead read_lead(int lead_in) const;
  std::vector<MentionId> subject_above(int sentence) const;

  Mentions& mentions_;
  const SentenceClauses& clauses_;
  const Analysis& analysis_;
  std::vector<std::vector<int>> sentences_;
  std::vector<Lead> leads_;
};

}  // namespace rapport::extract
