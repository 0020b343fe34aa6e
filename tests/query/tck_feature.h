// The feature files of openCypher's compatibility kit: a subset of Gherkin, read into scenarios.
//
// Outlines are expanded, one scenario an example row. Identity of a scenario: file, line of its
// header, number of the example ("clauses/match/Match1.feature:30" or "...:30#2").

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rapport::query::test {

using Table = std::vector<std::vector<std::string>>;

struct ScenarioStep {
  std::string text;  // without Given, When, Then, And
  std::string doc;   // the text between """ lines
  Table table;
};

struct Scenario {
  std::string id;
  std::string name;
  std::vector<ScenarioStep> steps;  // those of the background first
};

std::vector<Scenario> parse_feature(std::string_view text, const std::string& file);

}  // namespace rapport::query::test
