// The whole of extraction: a document in, its claims out. Pure: the same document, pack and models
// give the same Extraction on every machine and in every thread.
//
//   read -> repair -> structure -> sentences -> tags, trees -> mentions -> propositions -> claims
//
// Threads: an Extractor is const after make(); extract() may run in any number of threads at once.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/claim.h"
#include "rapport/extract/document.h"
#include "rapport/extract/event.h"
#include "rapport/extract/explain.h"
#include "rapport/extract/language.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

namespace rapport::extract {

struct ExtractOptions {
  bool repair = true;
  std::vector<std::string> without = {};  // frames (pack::kFrames) whose propositions are not made
};

class Extractor {
 public:
  Extractor(std::shared_ptr<const pack::Pack> pack, std::shared_ptr<const Language> language,
            std::shared_ptr<const WordList> words, ExtractOptions options = {});
  Extraction extract(Document document) const;
  // What was read off a document and what the pack made of it, for those who write packs;
  // `warnings` gets what was left out.
  std::vector<Explanation> explain(const Document& document,
                                   std::vector<std::string>& warnings) const;
  EventReading events(const Document& document) const;
  // The events of a text that is one sentence, neither repaired nor split. kBadInput: no UTF-8.
  Result<EventReading> sentence_events(std::string_view sentence) const;

 private:
  std::shared_ptr<const pack::Pack> pack_;
  std::shared_ptr<const Language> language_;
  std::shared_ptr<const WordList> words_;
  ExtractOptions options_;
};

}  // namespace rapport::extract
