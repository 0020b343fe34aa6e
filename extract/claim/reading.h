// A document read up to its propositions, with the mentions that they speak of.

#pragma once

#include <vector>

#include "extract/claim/layout.h"
#include "extract/claim/mention.h"
#include "extract/claim/proposition.h"

namespace rapport::extract {

class Reading {
 public:
  // `analysis` and `pack` outlive the reading. Of the frames in `without` no propositions are made.
  Reading(const Analysis& analysis, const pack::Pack& pack,
          const std::vector<std::string>& without = {});
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // A mention is made when it is asked for, so asking may add to them.
  Mentions& mentions() { return mentions_; }
  const Mentions& mentions() const { return mentions_; }
  const SentenceClauses& clauses() const { return clauses_; }
  // In the order of their sentences.
  const std::vector<Proposition>& propositions() const { return propositions_; }

 private:
  Mentions mentions_;
  SentenceClauses clauses_;
  Layout layout_;
  std::vector<Proposition> propositions_;
};

}  // namespace rapport::extract
