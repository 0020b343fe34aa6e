// Golden cases: tests/query/cases/*.txt hold graphs, queries, and what they give. No C++ is needed
// to add one; the format is described in cases/README.md.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/query/graph_script.h"
#include "tests/query/tck_value.h"

namespace rapport::query::test {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;
  std::map<std::string, std::string> sections;  // "graph", "query", "rows", "error", ...
};

std::vector<Case> read_cases(const fs::path& path) {
  std::ifstream in(path);
  std::vector<Case> cases;
  std::string section;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("== ")) {
      Case next{line.substr(3), {}};
      if (!cases.empty() && cases.back().sections.count("graph") > 0) {
        next.sections["graph"] = cases.back().sections["graph"];  // stays until another
      }
      cases.push_back(std::move(next));
    } else if (line.starts_with("  ") && !cases.empty()) {
      cases.back().sections[section] += line.substr(2) + "\n";
    } else if (!line.empty() && line[0] != '#' && !cases.empty()) {
      section = line.substr(0, line.find(':'));
      cases.back().sections[section] = "";
    }
  }
  return cases;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t begin = 0;
  for (std::size_t end = line.find(" | "); end != std::string::npos;
       end = line.find(" | ", begin)) {
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 3;
  }
  cells.push_back(line.substr(begin));
  return cells;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

RunOptions options_of(const Case& one) {
  RunOptions options;
  const auto section = one.sections.find("parameters");
  if (section != one.sections.end()) {
    for (const std::string& line : lines_of(section->second)) {
      const std::size_t equals = line.find(" = ");
      ScriptGraph empty;
      const auto value = empty.run("RETURN " + line.substr(equals + 3) + " AS v");
      options.parameters[line.substr(0, equals)] = value.value().rows[0][0];
    }
  }
  return options;
}

void check_rows(const Case& one, const Rows& rows, const graph::Snapshot& graph) {
  const bool ordered = one.sections.count("rows in order") > 0;
  const auto lines = lines_of(one.sections.at(ordered ? "rows in order" : "rows"));
  ASSERT_FALSE(lines.empty()) << "a line with the columns is missing";
  EXPECT_EQ(rows.columns, cells_of(lines[0]));
  std::vector<std::string> wanted, found;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::string form;
    for (const std::string& cell : cells_of(lines[i])) {
      form += canonical_cell(cell, false) + " | ";
    }
    wanted.push_back(form);
  }
  for (const auto& row : rows.rows) {
    std::string form;
    for (const Value& value : row) {
      form += canonical(value, graph, false) + " | ";
    }
    found.push_back(form);
  }
  if (!ordered) {
    std::sort(wanted.begin(), wanted.end());
    std::sort(found.begin(), found.end());
  }
  EXPECT_EQ(found, wanted);
}

void check(const Case& one) {
  ScriptGraph graph;
  const auto script = one.sections.find("graph");
  if (script != one.sections.end()) {
    graph = make_graph(script->second);
  }
  const auto rows = graph.run(trimmed(one.sections.at("query")), options_of(one));
  const auto error = one.sections.find("error");
  if (error != one.sections.end()) {
    ASSERT_FALSE(rows) << "wanted an error";
    const std::string text = to_string(rows.error());
    for (const std::string& part : lines_of(error->second)) {
      EXPECT_NE(text.find(part), std::string::npos) << "no '" << part << "' in\n" << text;
    }
    return;
  }
  ASSERT_TRUE(rows) << to_string(rows.error());
  check_rows(one, *rows, graph.snapshot());
  const auto notices = one.sections.find("notices");
  if (notices != one.sections.end()) {
    EXPECT_EQ(rows->notices, lines_of(notices->second));
  }
}

TEST(Cases, GiveWhatTheySay) {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(RAPPORT_SOURCE_DIR) / "tests/query/cases")) {
    if (entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::size_t count = 0;
  for (const fs::path& file : files) {
    for (const Case& one : read_cases(file)) {
      SCOPED_TRACE(file.filename().string() + ": " + one.name);
      check(one);
      ++count;
    }
  }
  EXPECT_GT(count, 40u);
}

}  // namespace
}  // namespace rapport::query::test
