// The binder's CREATE: what a pattern that is created may say.

#include <algorithm>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"

namespace rapport::query {

namespace {

// :A, :A&B, :A:B
void check_labels(const LabelExpression& labels, Span place) {
  if (labels.kind == LabelExpression::Kind::kAnd) {
    for (const LabelExpression& arg : labels.args) {
      check_labels(arg, place);
    }
  } else if (labels.kind != LabelExpression::Kind::kName) {
    fail_syntax(place, "InvalidClauseComposition", "a node is created with labels, not a choice",
                "write its labels as :A or :A:B");
  }
}

void check_node(const NodePattern& node) {
  if (node.labels != nullptr) {
    check_labels(*node.labels, node.place);
  }
  if (node.where != nullptr) {
    fail_syntax(node.where->place, "InvalidClauseComposition",
                "WHERE cannot stand in what is created", "write properties as {name: value}");
  }
}

void check_relationship(const RelationshipPattern& relationship) {
  if (relationship.has_length) {
    fail_syntax(relationship.place, "CreatingVarLength",
                "a relationship of variable length cannot be created",
                "create each relationship: (a)-[:T]->()-[:T]->(b)");
  }
  if (relationship.types == nullptr || relationship.types->kind != LabelExpression::Kind::kName) {
    fail_syntax(relationship.place, "NoSingleRelationshipType",
                "a relationship is created with exactly one type", "write -[:T]->");
  }
  if (relationship.direction == Direction::kBoth) {
    fail_syntax(relationship.place, "RequiresDirectedRelationship",
                "a relationship is created with a direction", "write --> or <--");
  }
  if (relationship.where != nullptr || relationship.cost != nullptr ||
      relationship.hub_limit != nullptr) {
    fail_syntax(relationship.place, "InvalidClauseComposition",
                "WHERE, COST and HUB LIMIT cannot stand in what is created",
                "write properties as {name: value}");
  }
}

void check_path(const PathPattern& path) {
  if (path.says_all || path.search != PathPattern::Search::kAll ||
      path.mode != PathPattern::Mode::kNone) {
    fail_syntax(path.place, "InvalidClauseComposition",
                path.is_function ? "a shortest path cannot be created"
                                 : "a path that is created has no selector and no mode",
                "write the path alone: p = (a)-[:T]->(b)");
  }
}

void add_names(const LabelExpression& labels, std::vector<std::string>& names) {
  if (labels.kind == LabelExpression::Kind::kName) {
    names.push_back(labels.name);
  }
  for (const LabelExpression& arg : labels.args) {
    add_names(arg, names);
  }
}

// Whether no element with labels out of `created` alone meets the expression, as far as names tell.
bool rules_out(const Labels& wanted, const std::vector<std::string>& created) {
  using Kind = LabelExpression::Kind;
  const auto excludes = [&](const auto& self, const LabelExpression& one) -> bool {
    const auto arg_excludes = [&](const LabelExpression& arg) { return self(self, arg); };
    switch (one.kind) {
      case Kind::kName:
        return std::find(created.begin(), created.end(), one.name) == created.end();
      case Kind::kAnd:
        return std::any_of(one.args.begin(), one.args.end(), arg_excludes);
      case Kind::kOr:
        return std::all_of(one.args.begin(), one.args.end(), arg_excludes);
      default:
        return false;
    }
  };
  return wanted != nullptr && excludes(excludes, *wanted);
}

}  // namespace

void Binder::note_created(const PathPattern& path) {
  for (const NodePattern& node : path.nodes) {
    if (node.labels != nullptr) {
      add_names(*node.labels, created_labels_);
    }
  }
  for (const RelationshipPattern& relationship : path.relationships) {
    add_names(*relationship.types, created_types_);
  }
}

// Whether the pattern could come upon what CREATE before it makes: its labels and types alone can
// keep it from that.
bool Binder::may_see_created(const Pattern& pattern, const Scope& scope) const {
  const auto may_be_created = [&](const auto& one, const Labels& labels, const auto& created) {
    return (!one.name.empty() && scope.find(one.name) != nullptr) || !rules_out(labels, created);
  };
  return std::any_of(pattern.paths.begin(), pattern.paths.end(), [&](const PathPattern& path) {
    return std::any_of(path.nodes.begin(), path.nodes.end(),
                       [&](const NodePattern& node) {
                         return may_be_created(node, node.labels, created_labels_);
                       }) ||
           std::any_of(path.relationships.begin(), path.relationships.end(),
                       [&](const RelationshipPattern& relationship) {
                         return may_be_created(relationship, relationship.types, created_types_);
                       });
  });
}

void Binder::created(Pattern& pattern, Scope& scope) {
  for (PathPattern& path : pattern.paths) {
    check_path(path);
    for (NodePattern& node : path.nodes) {
      check_node(node);
      const Variable* known = node.name.empty() ? nullptr : scope.find(node.name);
      if (known != nullptr &&
          (node.labels != nullptr || node.properties != nullptr || path.relationships.empty())) {
        fail_syntax(node.place, "VariableAlreadyBound",
                    fmt::format("'{}' already stands for something", node.name),
                    "use the bare name to connect it");
      }
      if (node.properties != nullptr) {
        expression(*node.properties, scope);
      }
      this->node(pattern, node, scope, true);
    }
    for (RelationshipPattern& relationship : path.relationships) {
      if (!relationship.name.empty() && scope.find(relationship.name) != nullptr) {
        fail_syntax(relationship.place, "VariableAlreadyBound",
                    fmt::format("'{}' already stands for something", relationship.name));
      }
      check_relationship(relationship);
      if (relationship.properties != nullptr) {
        expression(*relationship.properties, scope);
      }
      std::vector<std::string> names;
      this->relationship(pattern, relationship, scope, true, names);
    }
    if (!path.name.empty()) {
      if (scope.find(path.name) != nullptr) {
        fail_syntax(path.place, "VariableAlreadyBound",
                    fmt::format("'{}' already stands for something", path.name),
                    "give the path another name");
      }
      path.slot = new_slot();
      scope.add({path.name, path.slot, kPath});
    }
  }
  sort_unique(pattern.fresh);
  for (const PathPattern& path : pattern.paths) {
    note_created(path);
  }
}

}  // namespace rapport::query
