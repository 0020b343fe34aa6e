// Scoring names by strict spans.

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "rapport/extract/names.h"

namespace rapport::extract {
namespace {

constexpr std::array<std::string_view, 3> kTypes = {"PER", "ORG", "LOC"};

std::vector<Name> of_type(const std::vector<Name>& names, std::string_view type) {
  std::vector<Name> chosen;
  std::copy_if(names.begin(), names.end(), std::back_inserter(chosen),
               [&](const Name& name) { return name.type == type; });
  return chosen;
}

void count(const std::vector<Name>& gold, const std::vector<Name>& system,
           NameScores::Type& score) {
  std::vector<Name> both;
  std::set_intersection(gold.begin(), gold.end(), system.begin(), system.end(),
                        std::back_inserter(both));
  score.correct += both.size();
  score.gold += gold.size();
  score.system += system.size();
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double NameScores::Type::precision() const { return share(correct, system); }
double NameScores::Type::recall() const { return share(correct, gold); }

Result<NameScores> score_names(const std::vector<NamedSentence>& gold,
                               const std::vector<Tree>& system) {
  NameScores scores;
  for (const std::string_view type : kTypes) {
    scores.types.emplace_back().name = type;
  }
  for (std::size_t s = 0; s < gold.size() || s < system.size(); ++s) {
    if (s >= gold.size() || s >= system.size() ||
        gold[s].sentence.tokens.size() != system[s].words.size()) {
      return Error{Code::kBadInput, "has other words than the gold file",
                   fmt::format("sentence {}", s + 1), "parse the gold file's own tokens"};
    }
    const std::vector<Name> found = names_of(system[s]);
    for (std::size_t t = 0; t < kTypes.size(); ++t) {
      count(of_type(gold[s].names, kTypes[t]), of_type(found, kTypes[t]), scores.types[t]);
    }
  }
  NameScores::Type all;
  all.name = "all";
  for (const NameScores::Type& type : scores.types) {
    all.correct += type.correct;
    all.gold += type.gold;
    all.system += type.system;
  }
  scores.types.push_back(std::move(all));
  return scores;
}

std::string to_string(const NameScores& scores) {
  std::string out = "type  precision  recall      F1    gold   found\n";
  for (const NameScores::Type& type : scores.types) {
    out += fmt::format("{:<5} {:9.2f} {:7.2f} {:7.2f} {:7} {:7}\n", type.name, type.precision(),
                       type.recall(), type.percent(), type.gold, type.system);
  }
  return out;
}

}  // namespace rapport::extract
