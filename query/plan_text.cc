// One line a step, the later ones further in; beside it, in columns, what was expected and
// measured.

#include "query/plan_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "rapport/query/view.h"

#include "query/estimate.h"
#include "query/execute.h"
#include "query/match.h"

namespace rapport::query {

namespace {

class PlanWriter {
 public:
  PlanWriter(Run& run, bool has_run) : run_(run), has_run_(has_run) {}

  std::string write(const Statement& statement) {
    add(statement);
    std::string text;
    std::array<std::size_t, 1 + kColumns> widths = {};
    for (const Line& line : lines_) {
      widths[0] = std::max(widths[0], display_width(line.text));
      for (std::size_t c = 0; c < kColumns; ++c) {
        widths[c + 1] = std::max(widths[c + 1], line.cells[c].size());
      }
    }
    for (const Line& line : lines_) {
      std::string row = line.text;
      row.append(widths[0] - display_width(line.text), ' ');
      for (std::size_t c = 0; c < (has_run_ ? kColumns : 1); ++c) {
        row += fmt::format("  {:>{}}", line.cells[c], widths[c + 1]);
      }
      text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
  }

 private:
  static constexpr std::size_t kColumns = 5;  // expected rows, rows, time, steps, reads
  struct Line {
    std::string text;
    std::array<std::string, kColumns> cells;
  };

  void add(const Statement& statement) {
    const std::size_t depth = depth_;
    for (std::size_t i = 0; i < statement.parts.size(); ++i) {
      depth_ = depth;
      if (i > 0) {
        line(statement.keeps_doubles[i - 1] ? "UNION ALL" : "UNION");
      }
      add(statement.parts[i]);
    }
    depth_ = depth;
  }

  void add(const SingleQuery& query) {
    for (std::size_t i = 0; i < query.clauses.size(); ++i) {
      const bool is_last = i + 1 == query.clauses.size();
      const Clause& clause = query.clauses[i];
      own_ = &clause;
      next_ = is_last ? static_cast<const void*>(&query) : &query.clauses[i + 1];
      after_ = is_last ? nullptr : std::get_if<ProjectionClause>(&query.clauses[i + 1]);
      std::visit([this](const auto& one) { add(one); }, clause);
    }
  }

  std::string source(Span place) const {
    std::string text(place.in(run_.query.text));
    for (char& c : text) {
      c = c == '\n' || c == '\t' ? ' ' : c;
    }
    return cut_to_width(text, kLongest);
  }

  void line(const std::string& what) {
    if (lines_.empty()) {
      lines_.push_back({"", {"expected rows", "rows", "ms", "steps", "store reads"}});
    }
    lines_.push_back({std::string(2 * depth_, ' ') + what, {}});
  }

  // What came out of it, and what it took itself.
  void measured(const Work& own, const Work& next) {
    const std::chrono::duration<double, std::milli> time = own.time - next.time;
    lines_.back().cells[1] = std::to_string(next.rows);
    lines_.back().cells[2] = fmt::format("{:.2f}", std::max(0.0, time.count()));
    lines_.back().cells[3] = std::to_string(own.steps - next.steps);
    lines_.back().cells[4] = std::to_string(own.reads - next.reads);
  }
  void measured_clause(const void* next) {
    if (has_run_) {
      measured(run_.work[own_], run_.work[next]);
    }
  }

  void step(const Step& one, const Pattern& pattern) {
    std::string what = describe(one);
    if (!one.conditions.empty()) {
      what += " where";
      for (const Condition* condition : one.conditions) {
        what += " " + text_of(*condition);
      }
    }
    line(what);
    expected_ *= expected_growth(run_, pattern, one);
    lines_.back().cells[0] = expected_ < 1e6 ? fmt::format("{:.0f}", std::ceil(expected_))
                                             : fmt::format("{:.0e}", expected_);
    ++depth_;
  }

  std::string text_of(const Condition& condition) const {
    return (condition.key.empty() ? "" : condition.key + " = ") + source(condition.test->place);
  }

  std::string look_up_text(const Lookup& lookup) const {
    return fmt::format("look up {} {} {}", lookup.is_list ? "each" : "the",
                       lookup.by == Lookup::By::kName ? "name" : "id", source(lookup.value->place));
  }

  std::string describe(const Step& one) const {
    const auto relationship = [&] { return source(one.relationship->place); };
    const char* const turned = one.reversed ? ", from its right end" : "";
    switch (one.kind) {
      case Step::Kind::kCheck:
        return "check";
      case Step::Kind::kScan:
        return one.lookup             ? look_up_text(*one.lookup)
               : one.label != nullptr ? fmt::format("scan the label :{} ({} nodes)",
                                                    one.label->name, label_size(*one.label))
                                      : fmt::format("scan all {} nodes", run_.graph.vertex_count());
      case Step::Kind::kScanEdge:
        return look_up_text(*one.lookup) + " of " + relationship();
      case Step::Kind::kExpand:
        return fmt::format("{} {}{}{}", one.to_is_bound ? "join" : "expand", relationship(), turned,
                           one.closes_at != kNoSlot     ? ", only to what closes the next step"
                           : one.meeting.end != kNoSlot ? ", only towards the end, from both ends"
                                                        : "");
      case Step::Kind::kBoundEdge:
        return "follow the relationship " + relationship();
      case Step::Kind::kWalk:
        return fmt::format("{} {}{}{}", one.distinct_ends ? "visit each end once of" : "walk",
                           relationship(), turned, one.meets ? ", from both ends" : "");
      case Step::Kind::kBoundWalk:
        return "follow the list " + relationship();
      case Step::Kind::kRepeat:
        return "repeat " + relationship() + turned;
      case Step::Kind::kShortest:
        return search(*one.path) + ", " + relationship();
      case Step::Kind::kJoin:
        return "join by hash where " + text_of(*one.join.condition);
      case Step::Kind::kChain:
        return "paths in the order of their lengths, " + source(one.path->place);
      case Step::Kind::kPathVariable:
        return "put the path together";
    }
    return {};
  }

  std::string search(const PathPattern& path) const {
    using Search = PathPattern::Search;
    if (path.search == Search::kCheapest) {
      return path.count != nullptr ? "cheapest paths, best first"
             : run_.options.has(Rule::kOneToMany) && path.relationships[0].reads.empty()
                 ? "cheapest path from both ends, to many by one search"
                 : "cheapest path from both ends";
    }
    return path.search == Search::kShortest || path.search == Search::kAllShortest
               ? "shortest paths from both ends"
               : "paths in the order of their lengths";
  }

  std::size_t label_size(const LabelExpression& label) const {
    const auto id = run_.labels[label.symbol];
    return id ? run_.graph.label_count(*id) : 0;
  }

  void add(const MatchClause& clause) {
    line(clause.optional ? "optional match" : "match");
    const bool counts = after_ != nullptr && !clause.optional && run_.options.has(Rule::kCounts) &&
                        make_edge_counter(run_, clause, *after_, nullptr) != nullptr;
    if (counts) {
      lines_.back().text += ", only counting " + source(clause.pattern.paths[0].place);
    }
    measured_clause(next_);
    ++depth_;
    if (counts) {
      return;
    }
    Matcher& matcher = matcher_of(run_, clause.pattern);
    if (after_ != nullptr && ignores_repeats(*after_)) {
      matcher.set_distinct_ends();
    }
    const std::vector<Step>& steps = matcher.plan();
    expected_ = 1;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      if (steps[k].kind != Step::Kind::kCheck || !steps[k].conditions.empty() ||
          !steps[k].labels.empty()) {
        step(steps[k], clause.pattern);
        if (has_run_) {
          measured(matcher.work()[k], matcher.work()[k + 1]);
        }
      }
    }
  }
  void add(const UnwindClause& clause) {
    line("unwind " + source(clause.list->place) + " as " + clause.name);
    measured_clause(next_);
    ++depth_;
  }
  void add(const SubqueryClause& clause) {
    line(clause.optional ? "for each row, optionally" : "for each row");
    const void* next = next_;
    measured_clause(&clause.query->parts[0].clauses[0]);
    if (has_run_) {
      lines_.back().cells[1] = std::to_string(run_.work[next].rows);
    }
    depth_ += 2;
    add(*clause.query);
    --depth_;
  }
  void add(const ProcedureClause& clause) {
    line("call " + clause.name +
         (clause.where != nullptr ? " where " + source(clause.where->place) : ""));
    measured_clause(next_);
    ++depth_;
  }
  void add(const CreateClause& clause) {
    line("create " + source(clause.place) + (clause.is_seen ? ", all rows first" : ""));
    measured_clause(next_);
  }
  void add(const ProjectionClause& clause) {
    std::string what = clause.is_aggregating ? "aggregate" : "project";
    for (std::size_t i = 0; i < clause.items.size(); ++i) {
      what += (i == 0 ? " " : ", ") + clause.items[i].name;
    }
    line(what + (clause.distinct ? ", distinct" : "") +
         (clause.order.empty()                                        ? ""
          : clause.limit != nullptr && run_.options.has(Rule::kLimit) ? ", best of a sort"
                                                                      : ", sort") +
         (clause.skip != nullptr ? ", skip" : "") + (clause.limit != nullptr ? ", limit" : "") +
         (clause.where != nullptr ? ", where " + source(clause.where->place) : ""));
    measured_clause(next_);
    ++depth_;
  }

  static constexpr std::size_t kLongest = 60;
  Run& run_;
  bool has_run_;
  std::vector<Line> lines_;
  std::size_t depth_ = 0;
  double expected_ = 1;  // matches of one row that comes to the MATCH
  // The clause that is written, what takes its rows, and that as a projection.
  const void* own_ = nullptr;
  const void* next_ = nullptr;
  const ProjectionClause* after_ = nullptr;
};

}  // namespace

std::string plan_text(Run& run, const Statement& statement, bool has_run) {
  return PlanWriter(run, has_run).write(statement);
}

}  // namespace rapport::query
