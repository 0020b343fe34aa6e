// openCypher's compatibility kit, its scenarios that read and create: all must pass that ever did,
// and those that do not are told with the reason.
//
// The kit lies outside of the project (RAPPORT_SHARED, else ../shared); without it the test is
// skipped. tck_passing.txt lists the scenarios that pass; RAPPORT_UPDATE_TCK=1 writes it anew,
// which may only make it longer. tck_left_out.txt lists the others, neither more nor fewer.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/query/graph_script.h"
#include "tests/query/tck_feature.h"
#include "tests/query/tck_value.h"

namespace rapport::query::test {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

fs::path kit() {
  const char* shared = std::getenv("RAPPORT_SHARED");
  const fs::path root =
      shared != nullptr ? fs::path(shared) : fs::path(RAPPORT_SOURCE_DIR) / "../shared";
  return root / "tck";
}

// Whether it is a scenario that reads or creates, without temporal values and procedures: what is
// due here.
bool is_due(const Scenario& scenario) {
  if (scenario.id.find("expressions/temporal") != std::string::npos ||
      scenario.id.find("clauses/call") != std::string::npos) {
    return false;
  }
  for (const ScenarioStep& step : scenario.steps) {
    if (step.text.find("procedure") != std::string::npos) {
      return false;
    }
    if (step.text.find("executing query") == std::string::npos) {
      continue;
    }
    std::string upper = step.doc;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::istringstream words(upper);
    for (std::string word; words >> word;) {
      if (word == "MERGE" || word == "SET" || word == "DELETE" || word == "REMOVE" ||
          word == "CALL" || word == "DETACH") {
        return false;
      }
    }
    for (const char* temporal : {"DATE(", "DATETIME(", "TIME(", "DURATION("}) {
      if (upper.find(temporal) != std::string::npos) {
        return false;
      }
    }
  }
  return true;
}

class Player {
 public:
  // What went wrong; empty: it passed.
  std::string play(const Scenario& scenario) {
    for (const ScenarioStep& step : scenario.steps) {
      const std::string problem = perform(step);
      if (!problem.empty()) {
        return problem;
      }
    }
    return "";
  }

 private:
  std::string perform(const ScenarioStep& step) {
    const std::string& text = step.text;
    if (text.ends_with(" graph") && text != "an empty graph" && text != "any graph") {
      const std::string name = text.substr(4, text.size() - 10);
      const std::string script = read(kit() / "graphs" / name / (name + ".cypher"));
      for (const std::string& statement : split_statements(script)) {
        if (!graph_.run(statement)) {
          return "set-up failed";
        }
      }
      return script.empty() ? "no graph " + name : "";
    }
    if (text.starts_with("having executed")) {
      const auto rows = graph_.run(step.doc);
      return rows ? "" : "set-up failed: " + rows.error().message;
    }
    if (text.starts_with("parameters are")) {
      for (const auto& row : step.table) {
        const auto value = graph_.run("RETURN " + row[1] + " AS v");
        if (!value) {
          return "parameter " + row[0];
        }
        options_.parameters[row[0]] = value->rows[0][0];
      }
      return "";
    }
    if (text.starts_with("executing")) {
      before_ = effects();
      answer_ = std::make_unique<Result<Rows>>(graph_.run(step.doc, options_));
      return "";
    }
    if (text.starts_with("the side effects should be") || text == "no side effects") {
      return compare_effects(step.table);
    }
    if (text.starts_with("the result should be empty")) {
      return !*answer_ ? (*answer_).error().message : (**answer_).rows.empty() ? "" : "rows";
    }
    if (text.ends_with(" graph")) {
      return "";
    }
    if (text.starts_with("the result should be")) {
      return compare(step);
    }
    if (text.find("should be raised") != std::string::npos) {
      return compare_error(text);
    }
    return "unknown step " + text;
  }

  // What the graph has of that whose change the kit calls a side effect.
  std::map<std::string, std::int64_t> effects() const {
    const graph::Snapshot& graph = graph_.snapshot();
    std::int64_t properties = 0;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      properties += static_cast<std::int64_t>(graph.properties(VertexIndex{v}).size());
    }
    for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
      properties += static_cast<std::int64_t>(graph.properties(EdgeIndex{e}).size());
    }
    return {{"+nodes", graph.vertex_count()},
            {"+relationships", graph.edge_count()},
            {"+labels", static_cast<std::int64_t>(graph.label_names().size())},
            {"+properties", properties}};
  }

  std::string compare_effects(const Table& table) const {
    std::map<std::string, std::int64_t> wanted = before_;
    for (const auto& row : table) {
      wanted[row[0]] += std::stoll(row[1]);
    }
    return wanted == effects() ? "" : "other side effects";
  }

  // "a SyntaxError should be raised at compile time: UndefinedVariable"
  std::string compare_error(const std::string& text) const {
    if (*answer_) {
      return "no error, wanted " + text;
    }
    std::istringstream words(text);
    std::string article, type;
    words >> article >> type;
    const std::string detail = text.substr(text.rfind(' ') + 1);
    const std::string& message = answer_->error().message;
    const std::string head = message.substr(0, message.find('\n'));
    const bool any_time = text.find("any time") != std::string::npos;
    const std::string phase =
        text.find("compile time") != std::string::npos ? "compile time" : "runtime";
    const bool fits = head.starts_with(type + ": ") &&
                      (detail == "*" || head.starts_with(type + ": " + detail + " at ")) &&
                      (any_time || head.find(" at " + phase + ":") != std::string::npos);
    return fits ? "" : "wanted " + text + ", got " + head;
  }

  std::string compare(const ScenarioStep& step) const {
    if (!*answer_) {
      return answer_->error().message;
    }
    const Rows& rows = **answer_;
    const bool sort_lists = step.text.find("ignoring element order") != std::string::npos;
    const bool ordered = step.text.find("in order") != std::string::npos;
    std::vector<std::string> columns = rows.columns;
    if (step.table.empty() || columns != step.table[0]) {
      return "other columns";
    }
    std::vector<std::string> wanted, found;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      std::string line;
      for (const std::string& cell : step.table[i]) {
        const std::string form = canonical_cell(cell, sort_lists);
        if (form.empty()) {
          return "cannot read the cell " + cell;
        }
        line += form + " | ";
      }
      wanted.push_back(line);
    }
    for (const auto& row : rows.rows) {
      std::string line;
      for (const Value& value : row) {
        line += canonical(value, graph_.snapshot(), sort_lists) + " | ";
      }
      found.push_back(line);
    }
    if (!ordered) {
      std::sort(wanted.begin(), wanted.end());
      std::sort(found.begin(), found.end());
    }
    if (wanted == found) {
      return "";
    }
    return "wanted " + (wanted.empty() ? "nothing" : wanted[0]) + ", got " +
           (found.empty() ? "nothing" : found[0]) + " (" + std::to_string(found.size()) + " of " +
           std::to_string(wanted.size()) + " rows)";
  }

  ScriptGraph graph_;
  RunOptions options_;
  std::map<std::string, std::int64_t> before_;
  std::unique_ptr<Result<Rows>> answer_;
};

std::vector<Scenario> scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kit() / "features")) {
    if (entry.path().extension() == ".feature") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Scenario> all;
  for (const fs::path& file : files) {
    const std::string name = fs::relative(file, kit() / "features").generic_string();
    for (Scenario& scenario : parse_feature(read(file), name)) {
      if (is_due(scenario)) {
        all.push_back(std::move(scenario));
      }
    }
  }
  return all;
}

TEST(CompatibilityKit, PassesWhatItEverPassed) {
  if (!fs::exists(kit() / "features")) {
    GTEST_SKIP() << "SKIPPED: the kit is not at " << kit();
  }
  const fs::path baseline_file = fs::path(RAPPORT_SOURCE_DIR) / "tests/query/tck_passing.txt";
  std::set<std::string> passing;
  std::map<std::string, std::string> failing;
  const auto all = scenarios();
  for (const Scenario& scenario : all) {
    const std::string problem = Player().play(scenario);
    if (problem.empty()) {
      passing.insert(scenario.id);
    } else {
      failing[scenario.id] = problem;
    }
  }
  std::cout << "compatibility kit: " << passing.size() << " of " << all.size()
            << " scenarios that read and create pass\n";
  std::istringstream baseline(read(baseline_file));
  for (std::string id; baseline >> id;) {
    EXPECT_TRUE(passing.count(id) > 0) << id << " passed before: " << failing[id];
  }
  std::map<std::string, std::string> left_out;
  std::istringstream lines(read(fs::path(RAPPORT_SOURCE_DIR) / "tests/query/tck_left_out.txt"));
  for (std::string id, reason; lines >> id && std::getline(lines, reason);) {
    EXPECT_FALSE(reason.empty()) << id << " is left out without a reason";
    EXPECT_TRUE(failing.count(id) > 0) << id << " is left out, and passes or is not in the kit";
    left_out[id] = reason;
  }
  for (const auto& [id, problem] : failing) {
    EXPECT_TRUE(left_out.count(id) > 0) << id << " is not left out, and fails: " << problem;
  }
  if (std::getenv("RAPPORT_UPDATE_TCK") != nullptr) {
    std::ofstream out(baseline_file);
    for (const std::string& id : passing) {
      out << id << "\n";
    }
  }
  if (std::getenv("RAPPORT_SHOW_TCK") != nullptr) {
    for (const auto& [id, problem] : failing) {
      std::cout << id << ": " << problem << "\n";
    }
  }
}

}  // namespace
}  // namespace rapport::query::test
