// The binder's CREATE: what a pattern that is created may say.

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

}  // namespace

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
      check_relationship(relationship);
      if (!relationship.name.empty() && scope.find(relationship.name) != nullptr) {
        fail_syntax(relationship.place, "VariableAlreadyBound",
                    fmt::format("'{}' already stands for something", relationship.name));
      }
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
}

}  // namespace rapport::query
