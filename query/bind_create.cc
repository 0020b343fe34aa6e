// The binder's CREATE: what a pattern that is created may say.

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"

namespace rapport::query {

void Binder::created(Pattern& pattern, Scope& scope) {
  for (PathPattern& path : pattern.paths) {
    for (NodePattern& node : path.nodes) {
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
      if (relationship.has_length) {
        fail_syntax(relationship.place, "CreatingVarLength",
                    "a relationship of variable length cannot be created");
      }
      if (relationship.types == nullptr ||
          relationship.types->kind != LabelExpression::Kind::kName) {
        fail_syntax(relationship.place, "NoSingleRelationshipType",
                    "a relationship is created with exactly one type");
      }
      if (relationship.direction == Direction::kBoth) {
        fail_syntax(relationship.place, "RequiresDirectedRelationship",
                    "a relationship is created with a direction", "write --> or <--");
      }
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
      path.slot = new_slot();
      scope.add({path.name, path.slot, kPath});
    }
  }
  sort_unique(pattern.fresh);
}

}  // namespace rapport::query
