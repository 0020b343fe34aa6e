// Reading feature files.

#include "tests/query/tck_feature.h"

#include <sstream>

namespace rapport::query::test {

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  const std::size_t end = text.find_last_not_of(" \t\r");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

std::vector<std::string> table_row(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      const char next = line[++i];
      cell += next == '|' || next == '\\' ? std::string(1, next)
              : next == 'n'               ? "\n"
                                          : std::string("\\") + next;
    } else if (line[i] == '|') {
      cells.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

struct Outline {
  std::string name;
  std::size_t line = 0;
  std::vector<ScenarioStep> steps;
  std::vector<Table> examples;
};

std::string filled(std::string text, const std::vector<std::string>& names,
                   const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
    const std::string mark = "<" + names[i] + ">";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + values[i].size())) {
      text.replace(at, mark.size(), values[i]);
    }
  }
  return text;
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  std::vector<Scenario> read(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::string raw;
    for (std::size_t number = 1; std::getline(in, raw); ++number) {
      line(raw, number);
    }
    close();
    return std::move(scenarios_);
  }

 private:
  void line(const std::string& raw, std::size_t number) {
    const std::string text = trimmed(raw);
    if (in_doc_) {
      doc_line(raw, text);
    } else if (text == "\"\"\"") {
      in_doc_ = true;
      indent_ = raw.find('"');
    } else if (text.empty() || text[0] == '#' || text[0] == '@' || text.starts_with("Feature:")) {
      return;
    } else if (text.starts_with("Background:")) {
      in_background_ = true;
    } else if (text.starts_with("Scenario")) {
      close();
      in_background_ = false;
      open_ = true;
      current_.name = text.substr(text.find(':') + 2);
      current_.line = number;
    } else if (text.starts_with("Examples:")) {
      current_.examples.emplace_back();
      in_examples_ = true;
    } else if (text[0] == '|') {
      (in_examples_ ? current_.examples.back() : steps().back().table).push_back(table_row(text));
    } else {
      in_examples_ = false;
      steps().push_back({text.substr(text.find(' ') + 1), "", {}});
    }
  }

  void doc_line(const std::string& raw, const std::string& text) {
    if (text == "\"\"\"") {
      in_doc_ = false;
      return;
    }
    std::string body = raw;
    if (!body.empty() && body.back() == '\r') {
      body.pop_back();
    }
    const std::size_t blanks = std::min(body.find_first_not_of(' '), body.size());
    std::string& doc = steps().back().doc;
    doc += (doc.empty() ? "" : "\n") + body.substr(std::min(indent_, blanks));
  }

  std::vector<ScenarioStep>& steps() { return in_background_ ? background_ : current_.steps; }

  void close() {
    if (!open_) {
      return;
    }
    const std::string id = file_ + ":" + std::to_string(current_.line);
    std::vector<ScenarioStep> all = background_;
    all.insert(all.end(), current_.steps.begin(), current_.steps.end());
    if (current_.examples.empty()) {
      scenarios_.push_back({id, current_.name, all});
    }
    std::size_t example = 0;
    for (const Table& table : current_.examples) {
      for (std::size_t row = 1; row < table.size(); ++row) {
        Scenario scenario{id + "#" + std::to_string(++example), current_.name, all};
        for (ScenarioStep& step : scenario.steps) {
          step.text = filled(step.text, table[0], table[row]);
          step.doc = filled(step.doc, table[0], table[row]);
          for (auto& cells : step.table) {
            for (std::string& cell : cells) {
              cell = filled(cell, table[0], table[row]);
            }
          }
        }
        scenarios_.push_back(std::move(scenario));
      }
    }
    current_ = {};
    in_examples_ = false;
    open_ = false;
  }

  std::string file_;
  bool in_doc_ = false, in_background_ = false, in_examples_ = false, open_ = false;
  std::size_t indent_ = 0;
  std::vector<ScenarioStep> background_;
  Outline current_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

std::vector<Scenario> parse_feature(std::string_view text, const std::string& file) {
  return Reader(file).read(text);
}

}  // namespace rapport::query::test
