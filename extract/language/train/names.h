// Sentences with marked names, for the name tagger to learn from.

#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "rapport/extract/names.h"

namespace rapport::extract::train {

// The tag of that name; kOutside for any other.
NameTag name_tag(std::string_view text);

// One a word. Names of other types than NameTag has count as none.
std::vector<NameTag> name_tags(const NamedSentence& sentence);

// Reads IOB2 (rapport/extract/names.h) from a file. kNotFound, kBadInput.
Result<std::vector<NamedSentence>> read_names(const std::filesystem::path& file);

// Puts the names of `named` onto the same sentences of a treebank, found by their words. Gives for
// each sentence what was found, or null.
std::vector<const NamedSentence*> mark_names(const std::vector<NamedSentence>& named,
                                             std::vector<ConlluSentence>& sentences);

}  // namespace rapport::extract::train
