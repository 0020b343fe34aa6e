// Loads a pack's patterns: how propositions become typed claims.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

#include "pack/loader.h"

namespace rapport::pack {
namespace {

constexpr std::size_t kMaxCues = 10'000;  // of a pattern, alternatives written out

// The places in a construction, beside those that a preposition names ("prep:on").
constexpr std::array<std::string_view, 28> kRoles = {
    "subject",      "speaker", "object", "iobject", "complement", "action",   "theme",
    "goal",         "asked",   "way",    "means",   "self",       "poss",     "compound",
    "demonym",      "holder",  "body",   "place",   "whole",      "part",     "apposition",
    "organization", "lead",    "kind",   "actor",   "label",      "column:1", "column:2"};

bool is_role(const std::string& role) {
  const bool prepositional = role.starts_with("prep:") && role.size() > 5 &&
                             std::all_of(role.begin() + 5, role.end(),
                                         [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
  return prepositional || std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) {
    return "";
  }
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

template <std::size_t N>
std::optional<std::size_t> position(const std::array<std::string_view, N>& names,
                                    const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  for (std::size_t end = text.find(at); end != text.npos; end = text.find(at)) {
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  out.push_back(text);
  return out;
}

// "lift|ease ban|curfew": lift ban, lift curfew, ease ban, ease curfew; cut short beyond kMaxCues.
// A bar between blanks sets headers apart ("ship | destination") and stays.
std::vector<std::string> alternatives(std::string_view cue) {
  std::vector<std::string> out = {""};
  for (std::string_view word : split(cue, ' ')) {
    std::vector<std::string> longer;
    for (const std::string& before : out) {
      for (std::string_view choice : word == "|" ? std::vector{word} : split(word, '|')) {
        if (longer.size() <= kMaxCues) {
          longer.push_back(before.empty() ? std::string(choice)
                                          : before + ' ' + std::string(choice));
        }
      }
    }
    out = std::move(longer);
  }
  return out;
}

template <std::size_t N>
std::string list_of(const std::array<std::string_view, N>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

void Loader::read_patterns() {
  for (const Node& node : section("patterns")) {
    Reader reader(node, faults_);
    reader.allow({"id", "frame", "cues", "when", "confidence", "gives", "description"});
    Pattern pattern = read_pattern(reader);
    if (!pattern.id.empty()) {
      if (const auto [at, added] = pattern_where_.emplace(pattern.id, reader.where()); !added) {
        faults_.add(reader.where("id"), fmt::format("the pattern \"{}\" is declared twice ({})",
                                                    pattern.id, at->second));
      }
    }
    const auto index = static_cast<std::uint32_t>(pack_.patterns_.size());
    if (pattern.cues.empty()) {
      pack_.pattern_index_[pattern.frame + '\0'].push_back(index);
    }
    for (const std::string& cue : pattern.cues) {
      pack_.pattern_index_[pattern.frame + '\0' + cue].push_back(index);
    }
    pack_.patterns_.push_back(std::move(pattern));
  }
}

Pattern Loader::read_pattern(Reader& reader) {
  Pattern pattern;
  pattern.id = reader.text("id", true);
  pattern.frame = reader.text("frame", true);
  reader.text("description", false);
  if (!pattern.frame.empty() && !position(kFrames, pattern.frame)) {
    const std::string hint =
        did_you_mean(pattern.frame, std::vector<std::string>(kFrames.begin(), kFrames.end()));
    faults_.add(reader.where("frame"), fmt::format("no frame \"{}\"", pattern.frame),
                hint.empty() ? "frames: " + list_of(kFrames) : hint);
  }
  pattern.cues = cues(reader);
  if (reader.member("when")) {
    pattern.when = mood(reader);
  }
  pattern.confidence = reader.thousandths("confidence").value_or(pattern.confidence);
  const std::vector<Node> gives = reader.list("gives", true);
  if (gives.empty() && reader.member("gives")) {
    faults_.add(reader.where("gives"), "is empty: the pattern would give nothing");
  }
  for (const Node& node : gives) {
    pattern.gives.push_back(read_gives(node));
  }
  return pattern;
}

// The cues with their alternatives written out.
std::vector<std::string> Loader::cues(Reader& reader) {
  std::vector<std::string> out;
  const std::vector<std::string> written = reader.texts("cues", false);
  if (const auto cues = reader.member("cues"); cues && cues->value->empty()) {
    faults_.add(reader.where("cues"), "is empty: the pattern could never apply",
                "leave the key out for a pattern of any word");
  }
  for (const std::string& text : written) {
    for (std::string& cue : alternatives(text)) {
      if (fold(cue) != cue) {
        faults_.add(reader.where("cues"), fmt::format("\"{}\" must be lower case and plain", cue),
                    "write it \"" + fold(cue) + "\"");
      } else if (std::find(out.begin(), out.end(), cue) != out.end()) {
        faults_.add(reader.where("cues"), fmt::format("\"{}\" is listed twice", cue));
      }
      if (out.size() == kMaxCues) {
        faults_.add(reader.where("cues"), fmt::format("there are more than {} cues", kMaxCues),
                    "split the pattern");
        return out;
      }
      out.push_back(std::move(cue));
    }
  }
  return out;
}

// The sentences that a pattern, or what a relation becomes, is for.
Mood Loader::mood(Reader& reader) {
  Mood mood;
  for (const std::string& name : reader.texts("when", true, true)) {
    if (const auto index = position(kModalityNames, name)) {
      mood.modalities[*index] = true;
    } else if (name == to_string(Polarity::kNegated)) {
      mood.negated = true;
    } else {
      faults_.add(reader.where("when"), fmt::format("no mood \"{}\"", name),
                  "moods: " + list_of(kModalityNames) + ", negated");
    }
  }
  return mood;
}

void Loader::resolve_moods(const std::vector<Node>& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Node& node : Reader(nodes[i], faults_).list("becomes", false)) {
      Reader reader(node, faults_);
      reader.allow({"when", "relation"});
      Becomes becomes;
      becomes.when = mood(reader);
      const std::string name = reader.text("relation", true);
      if (const auto index = pack_.find_relation(name)) {
        becomes.relation = *index;
        pack_.relations_[i].becomes.push_back(becomes);
      } else if (!name.empty()) {
        faults_.add(reader.where("relation"), fmt::format("no relation \"{}\"", name),
                    did_you_mean(name, relation_names()));
      }
    }
  }
}

Gives Loader::read_gives(const Node& node) {
  Reader reader(node, faults_);
  reader.allow({"from", "to", "only_from", "only_to", "to_type", "relation", "modality", "polarity",
                "confidence"});
  Gives gives;
  gives.from = roles(reader, "from");
  gives.to = roles(reader, "to");
  gives.only_from = types_of(reader, "only_from", false);
  gives.only_to = types_of(reader, "only_to", false);
  gives.relations = relations_of(reader);
  gives.to_type = concrete(reader.text("to_type", false), reader.where("to_type"));
  // From a role to itself: each pair of what is coordinated there, which only a symmetric relation
  // says.
  const bool symmetric =
      std::all_of(gives.relations.begin(), gives.relations.end(),
                  [&](RelationIndex r) { return pack_.relations_[r].symmetric; });
  if (!gives.from.empty() && gives.from == gives.to && !symmetric) {
    faults_.add(
        node.where(),
        fmt::format(
            "goes from \"{0}\" to \"{0}\": only a symmetric relation joins the parts of one role",
            gives.to[0]));
  }
  if (const std::string name = reader.text("modality", false); !name.empty()) {
    if (const auto index = position(kModalityNames, name)) {
      gives.modality = static_cast<Modality>(*index);
    } else {
      faults_.add(reader.where("modality"), fmt::format("no modality \"{}\"", name),
                  "modalities: " + list_of(kModalityNames));
    }
  }
  if (const std::string name = reader.text("polarity", false); !name.empty()) {
    if (const auto index = position(kPolarityNames, name)) {
      gives.polarity = static_cast<Polarity>(*index);
    } else {
      faults_.add(reader.where("polarity"), fmt::format("no polarity \"{}\"", name),
                  "polarities: " + list_of(kPolarityNames));
    }
  }
  gives.confidence = reader.thousandths("confidence").value_or(0);
  return gives;
}

// "subject", "subject|self" or a list of either: the roles in the order in which they are tried.
std::vector<std::string> Loader::roles(Reader& reader, std::string_view key) {
  std::vector<std::string> out;
  for (const std::string& text : reader.texts(key, true, true)) {
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('|', begin), text.size());
      std::string role = trimmed(std::string_view(text).substr(begin, end - begin));
      if (role.empty()) {
        faults_.add(reader.where(key), fmt::format("\"{}\" has an empty role", text));
      } else if (!is_role(role)) {
        const std::string hint =
            did_you_mean(role, std::vector<std::string>(kRoles.begin(), kRoles.end()));
        faults_.add(reader.where(key), fmt::format("no role \"{}\"", role),
                    hint.empty() ? "roles: " + list_of(kRoles) + ", prep:X" : hint);
      } else if (std::find(out.begin(), out.end(), role) != out.end()) {
        faults_.add(reader.where(key), fmt::format("the role \"{}\" is listed twice", role));
      } else {
        out.push_back(std::move(role));
      }
      begin = end + 1;
    }
  }
  return out;
}

std::vector<RelationIndex> Loader::relations_of(Reader& reader) {
  std::vector<RelationIndex> out;
  for (const std::string& name : reader.texts("relation", true, true)) {
    if (const auto index = pack_.find_relation(name)) {
      out.push_back(*index);
    } else {
      faults_.add(reader.where("relation"), fmt::format("no relation \"{}\"", name),
                  did_you_mean(name, relation_names()));
    }
  }
  check_reachable(out, reader.where("relation"));
  return out;
}

// The first relation that admits the two types is taken, so one whose every pair of types an
// earlier one admits is never reached.
void Loader::check_reachable(const std::vector<RelationIndex>& relations,
                             const std::string& where) {
  const auto covers = [&](RelationIndex earlier, RelationIndex later) {
    const auto& from = pack_.relations_[later].from;
    const auto& to = pack_.relations_[later].to;
    if (from.empty() || to.empty()) {
      return false;  // a fault of the relation, noted there
    }
    return std::all_of(from.begin(), from.end(), [&](TypeIndex f) {
      return std::all_of(to.begin(), to.end(),
                         [&](TypeIndex t) { return pack_.admits(earlier, f, t); });
    });
  };
  for (std::size_t i = 1; i < relations.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (covers(relations[j], relations[i])) {
        const std::string& earlier = pack_.relations_[relations[j]].name;
        const std::string& later = pack_.relations_[relations[i]].name;
        faults_.add(where,
                    fmt::format("{} can never be given: {} before it admits the same types", later,
                                earlier),
                    fmt::format("put {} first", later));
        break;
      }
    }
  }
}

}  // namespace rapport::pack
