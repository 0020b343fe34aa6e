// One line a step, the later ones further in.

#include "query/plan_text.h"

#include <fmt/format.h>

#include "query/execute.h"
#include "query/match.h"

namespace rapport::query {

namespace {

class PlanWriter {
 public:
  PlanWriter(Run& run, bool has_run) : run_(run), has_run_(has_run) {}

  std::string write(const Statement& statement) {
    add(statement);
    return std::move(text_);
  }

 private:
  void add(const Statement& statement) {
    const std::size_t depth = depth_;
    for (std::size_t i = 0; i < statement.parts.size(); ++i) {
      depth_ = depth;
      if (i > 0) {
        line(statement.keeps_doubles[i - 1] ? "UNION ALL" : "UNION");
      }
      for (const Clause& clause : statement.parts[i].clauses) {
        std::visit([this](const auto& one) { add(one); }, clause);
      }
    }
    depth_ = depth;
  }

  std::string source(Span place) const {
    std::string text(place.in(run_.query.text));
    for (char& c : text) {
      c = c == '\n' || c == '\t' ? ' ' : c;
    }
    return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
  }

  void line(const std::string& what) { text_ += std::string(2 * depth_, ' ') + what + "\n"; }

  void step(const Step& one) {
    std::string what = describe(one);
    if (!one.conditions.empty()) {
      what += " where";
      for (const Condition* condition : one.conditions) {
        what += " " + (condition->key.empty() ? "" : condition->key + " = ") +
                source(condition->test->place);
      }
    }
    if (has_run_) {
      what += fmt::format("  [{} rows]", one.rows);
    }
    line(what);
    ++depth_;
  }

  std::string describe(const Step& one) const {
    const auto relationship = [&] { return source(one.relationship->place); };
    const char* const turned = one.reversed ? ", from its right end" : "";
    switch (one.kind) {
      case Step::Kind::kCheck:
        return "check";
      case Step::Kind::kScan:
        return one.name != nullptr    ? "look up the name " + source(one.name->place)
               : one.label != nullptr ? fmt::format("scan the label :{} ({} nodes)",
                                                    one.label->name, label_size(*one.label))
                                      : fmt::format("scan all {} nodes", run_.graph.vertex_count());
      case Step::Kind::kExpand:
        return fmt::format("{} {}{}{}", one.to_is_bound ? "join" : "expand", relationship(), turned,
                           one.closes_at != kNoSlot ? ", only to what closes the next step" : "");
      case Step::Kind::kBoundEdge:
        return "follow the relationship " + relationship();
      case Step::Kind::kWalk:
        return fmt::format("{} {}{}", one.distinct_ends ? "visit each end once of" : "walk",
                           relationship(), turned);
      case Step::Kind::kBoundWalk:
        return "follow the list " + relationship();
      case Step::Kind::kRepeat:
        return "repeat " + relationship() + turned;
      case Step::Kind::kShortest:
        return one.path->search == PathPattern::Search::kCheapest
                   ? "cheapest path from both ends, " + relationship()
                   : "shortest paths from both ends, " + relationship();
      case Step::Kind::kPathVariable:
        return "put the path together";
    }
    return {};
  }

  std::size_t label_size(const LabelExpression& label) const {
    const auto id = run_.labels[label.symbol];
    return id ? run_.graph.with_label(*id).size() : 0;
  }

  void add(const MatchClause& clause) {
    line(clause.optional ? "optional match" : "match");
    ++depth_;
    for (const Step& one : matcher_of(run_, clause.pattern).plan()) {
      if (one.kind != Step::Kind::kCheck || !one.conditions.empty() || !one.labels.empty()) {
        step(one);
      }
    }
  }
  void add(const UnwindClause& clause) {
    line("unwind " + source(clause.list->place) + " as " + clause.name);
    ++depth_;
  }
  void add(const SubqueryClause& clause) {
    line(clause.optional ? "for each row, optionally" : "for each row");
    depth_ += 2;
    add(*clause.query);
    --depth_;
  }
  void add(const ProcedureClause& clause) {
    line("call " + clause.name +
         (clause.where != nullptr ? " where " + source(clause.where->place) : ""));
    ++depth_;
  }
  void add(const CreateClause& clause) { line("create " + source(clause.place)); }
  void add(const ProjectionClause& clause) {
    std::string what = clause.is_aggregating ? "aggregate" : "project";
    for (std::size_t i = 0; i < clause.items.size(); ++i) {
      what += (i == 0 ? " " : ", ") + clause.items[i].name;
    }
    line(what + (clause.distinct ? ", distinct" : "") +
         (clause.order.empty()      ? ""
          : clause.limit != nullptr ? ", best of a sort"
                                    : ", sort") +
         (clause.skip != nullptr ? ", skip" : "") + (clause.limit != nullptr ? ", limit" : "") +
         (clause.where != nullptr ? ", where " + source(clause.where->place) : ""));
    ++depth_;
  }

  static constexpr std::size_t kLongest = 60;
  Run& run_;
  bool has_run_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string plan_text(Run& run, const Statement& statement, bool has_run) {
  return PlanWriter(run, has_run).write(statement);
}

}  // namespace rapport::query
