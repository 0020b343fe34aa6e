// The language engine: from the tokens of a sentence to its tags, lemmas and dependency tree.
//
// Deterministic to the bit on every machine: weights and sums are integers, no floating point
// between text and tree. Threads: const after load; one Scratch a thread.

#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "rapport/extract/structure.h"
#include "rapport/extract/tree.h"
#include "rapport/result.h"

namespace rapport::extract {

class Language {
 public:
  // Working memory of one thread, reused from sentence to sentence.
  class Scratch;
  struct ScratchDeleter {
    void operator()(Scratch* scratch) const;
  };
  using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;

  // Loads the models in `folder` (models/ of the data folder). kNotFound, kCorrupt, kUnsupported.
  static Result<std::shared_ptr<const Language>> load(const std::filesystem::path& folder);
  virtual ~Language() = default;

  virtual ScratchPtr make_scratch() const = 0;
  // The trees of some sentences, in their order. Together they take less time than one by one; the
  // trees are the same.
  // Sentences of any length; time and memory grow linearly with it, since the parser takes long
  // ones in windows. Extraction skips and counts those of more than kMaxSentenceTokens tokens.
  virtual std::vector<Tree> analyse(std::span<const Sentence* const> sentences,
                                    Scratch& scratch) const = 0;
  Tree analyse(const Sentence& sentence, Scratch& scratch) const {
    const Sentence* one = &sentence;
    return std::move(analyse({&one, 1}, scratch).front());
  }
};

inline constexpr std::size_t kMaxSentenceTokens = 512;

}  // namespace rapport::extract
