// Loads a pack's names and stop words: the gazetteer.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

#include "pack/gazetteer.h"
#include "pack/loader.h"

namespace rapport::pack {

void Loader::read_names() {
  for (const Node& node : section("names")) {
    Reader reader(node, faults_);
    reader.allow({"name", "type", "aliases", "adjectives"});
    Name name;
    name.name = reader.text("name", true);
    if (const auto index = concrete(reader.text("type", true), reader.where("type"))) {
      name.type = *index;
    }
    name.aliases = reader.texts("aliases", false);
    name.adjectives = reader.texts("adjectives", false);
    const auto index = static_cast<std::uint32_t>(pack_.names_.size());
    pack_.names_.push_back(name);
    if (!name.name.empty()) {
      index_name(index, name.name, false, reader.where("name"));
    }
    for (const std::string& alias : name.aliases) {
      if (alias == name.name) {
        faults_.add(reader.where("aliases"), fmt::format("\"{}\" is the name itself", alias),
                    "remove it");
      }
      index_name(index, alias, false, reader.where("aliases"));
    }
    for (const std::string& adjective : name.adjectives) {
      index_name(index, adjective, true, reader.where("adjectives"));
    }
  }
  for (const auto& [key, match] : pack_.name_index_) {
    pack_.name_keys_.push_back(key);
  }
  std::sort(pack_.name_keys_.begin(), pack_.name_keys_.end());
}

void Loader::index_name(std::uint32_t index, const std::string& text, bool adjective,
                        const std::string& where) {
  const std::string folded = fold(text);
  std::string key = gazetteer_key(folded);
  if (key.empty()) {
    faults_.add(where, fmt::format("\"{}\" has no letter", text));
    return;
  }
  constexpr std::size_t kMostWords = 40;
  if (token_bound(folded) > kMostWords) {
    faults_.add(where, fmt::format("a name of more than {} words", kMostWords), "shorten it");
    return;
  }
  const Pack::NameMatch match{index, adjective, is_abbreviation(text)};
  const auto [at, added] = pack_.name_index_.emplace(std::move(key), match);
  if (!added && at->second.name != index) {
    faults_.add(where,
                fmt::format("\"{}\" is claimed by {} and by {}", text,
                            pack_.names_[at->second.name].name, pack_.names_[index].name),
                "a wording stands for one name");
    return;
  }
  // "NATO" and "Nato" given for one name: the second wording lifts the rule of the first. A name
  // beats an adjective.
  at->second.capitals = at->second.capitals && match.capitals;
  at->second.adjective = at->second.adjective && adjective;
  pack_.longest_name_words_ = std::max(pack_.longest_name_words_, token_bound(folded));
}

void Loader::read_stop() {
  for (const PackFile& file : files_.files) {
    if (!file.json.is_object()) {
      continue;
    }
    Reader reader({&file.json, file.origin, ""}, faults_);
    for (const std::string& word : reader.texts("stop", false)) {
      if (!pack_.stopped_.emplace(fold(word), true).second) {
        faults_.add(reader.where("stop"), fmt::format("\"{}\" is listed twice", word),
                    "remove one");
      }
    }
  }
}

}  // namespace rapport::pack
