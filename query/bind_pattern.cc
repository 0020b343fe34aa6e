// The binder's patterns: which variables they declare, which they meet, and the conditions on them.

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"

namespace rapport::query {

namespace {

void note(std::vector<Slot>* reads, Slot slot) {
  if (reads != nullptr) {
    reads->push_back(slot);
  }
}

[[noreturn]] void fail_declaring(Span place, const std::string& name) {
  fail_syntax(
      place, "UndefinedVariable",
      fmt::format("'{}' is not known here, and a pattern in an expression cannot declare it", name),
      "leave the name out, or match it before");
}

}  // namespace

void sort_unique(std::vector<Slot>& slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

void Binder::pattern(Pattern& pattern, Scope& scope, bool may_declare) {
  if (may_see_created(pattern, scope)) {
    see_created();
  }
  std::vector<std::string> relationships;
  for (PathPattern& one : pattern.paths) {
    path(pattern, one, scope, may_declare, relationships);
  }
  sort_unique(pattern.fresh);
  conditions(pattern, scope);
  pattern.inside = pattern.conditions.size();
  for (const PathPattern& one : pattern.paths) {
    check_chain(pattern, one);
  }
}

void Binder::path(Pattern& pattern, PathPattern& path, Scope& scope, bool may_declare,
                  std::vector<std::string>& relationships) {
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    node(pattern, path.nodes[i], scope, may_declare);
    if (i < path.relationships.size()) {
      check_selected(path, path.relationships[i], scope);
      relationship(pattern, path.relationships[i], scope, may_declare, relationships);
    }
  }
  check_search(path);
  if (path.count != nullptr) {
    expect(*path.count, expression(*path.count, scope), kInteger);
  }
  for (const RelationshipPattern& one : path.relationships) {
    if (one.hub_limit != nullptr) {
      expect(*one.hub_limit, expression(*one.hub_limit, scope), kInteger);
    }
  }
  if (path.name.empty()) {
    return;
  }
  if (scope.find(path.name) != nullptr) {
    fail_syntax(path.place, "VariableAlreadyBound",
                fmt::format("'{}' already stands for something", path.name),
                "give the path another name");
  }
  path.slot = new_slot();
  pattern.fresh.push_back(path.slot);
  scope.add({path.name, path.slot, kPath});
}

void Binder::node(Pattern& pattern, NodePattern& node, Scope& scope, bool may_declare) {
  if (node.labels != nullptr) {
    labels(*node.labels, out_.labels);
  }
  if (!node.name.empty()) {
    if (const Variable* known = scope.find(node.name)) {
      if ((known->types & kNode) == 0 && known->types != kNull) {
        fail_syntax(node.place, "VariableTypeConflict", fmt::format("'{}' is no node", node.name),
                    "use another name");
      }
      node.slot = known->slot;
      note(reads_, node.slot);
      return;
    }
    if (!may_declare) {
      fail_declaring(node.place, node.name);
    }
  }
  node.slot = new_slot();
  pattern.fresh.push_back(node.slot);
  if (!node.name.empty()) {
    scope.add({node.name, node.slot, kNode});
  }
}

void Binder::relationship(Pattern& pattern, RelationshipPattern& relationship, Scope& scope,
                          bool may_declare, std::vector<std::string>& relationships) {
  if (relationship.repeated != nullptr) {
    repeated(pattern, relationship, scope, may_declare);
    return;
  }
  if (relationship.types != nullptr) {
    labels(*relationship.types, out_.types);
  }
  const Types kind = relationship.has_length ? kList : kRelationship;
  if (!relationship.name.empty()) {
    const auto used = std::find(relationships.begin(), relationships.end(), relationship.name);
    if (used != relationships.end()) {
      fail_syntax(
          relationship.place, "RelationshipUniquenessViolation",
          fmt::format("'{}' is used for two relationships of one pattern", relationship.name),
          "a pattern uses each relationship once: name one of them differently");
    }
    relationships.push_back(relationship.name);
    if (const Variable* known = scope.find(relationship.name)) {
      if ((known->types & kind) == 0 && known->types != kNull) {
        fail_syntax(relationship.place, "VariableTypeConflict",
                    fmt::format("'{}' is no {}", relationship.name,
                                relationship.has_length ? "list of relationships" : "relationship"),
                    "use another name");
      }
      relationship.slot = known->slot;
      note(reads_, relationship.slot);
      return;
    }
    if (!may_declare) {
      fail_declaring(relationship.place, relationship.name);
    }
  }
  relationship.slot = new_slot();
  pattern.fresh.push_back(relationship.slot);
  if (!relationship.name.empty()) {
    scope.add({relationship.name, relationship.slot, kind});
  }
}

// What is repeated is a pattern of its own, whose variables are seen outside of it as lists.
void Binder::repeated(Pattern& pattern, RelationshipPattern& relationship, Scope& scope,
                      bool may_declare) {
  RepeatedPath& repeated = *relationship.repeated;
  PathPattern& path = repeated.pattern.paths[0];
  const auto check_new = [&](const std::string& name, Span place) {
    if (!name.empty() && scope.find(name) != nullptr) {
      fail_syntax(
          place, "VariableAlreadyBound",
          fmt::format("'{}' already stands for something outside of what is repeated", name),
          "use another name, and compare the two with WHERE");
    }
    if (!name.empty() && !may_declare) {
      fail_declaring(place, name);
    }
  };
  for (const NodePattern& node : path.nodes) {
    check_new(node.name, node.place);
  }
  for (const RelationshipPattern& one : path.relationships) {
    check_new(one.name, one.place);
  }
  Scope inner = scope;
  this->pattern(repeated.pattern, inner, true);
  where(repeated.pattern, repeated.where, inner);
  for (const Condition& condition : repeated.pattern.conditions) {
    std::set_difference(condition.reads.begin(), condition.reads.end(),
                        repeated.pattern.fresh.begin(), repeated.pattern.fresh.end(),
                        std::back_inserter(relationship.reads));
  }
  sort_unique(relationship.reads);

  relationship.slot = new_slot();
  pattern.fresh.push_back(relationship.slot);
  const auto add_group = [&](const std::string& name, RepeatedPath::Group group) {
    if (name.empty() || scope.find(name) != nullptr) {
      return;
    }
    group.all = new_slot();
    pattern.fresh.push_back(group.all);
    scope.add({name, group.all, kList});
    repeated.groups.push_back(group);
  };
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    add_group(path.nodes[i].name, {path.nodes[i].slot, kNoSlot, true, i});
  }
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    add_group(path.relationships[i].name, {path.relationships[i].slot, kNoSlot, false, i});
  }
}

// Only when all variables are known: a property can be compared with that of a later node.
void Binder::conditions(Pattern& pattern, Scope& scope) {
  for (PathPattern& path : pattern.paths) {
    for (NodePattern& node : path.nodes) {
      if (node.properties != nullptr) {
        properties(pattern, node.slot, *node.properties, scope);
      }
      where(pattern, node.where, scope);
    }
    for (RelationshipPattern& relationship : path.relationships) {
      if (relationship.properties != nullptr && !relationship.has_length) {
        properties(pattern, relationship.slot, *relationship.properties, scope);
      } else if (relationship.properties != nullptr) {
        Pattern checked;  // for the checks and the reads; the matcher tests each edge itself
        properties(checked, relationship.slot, *relationship.properties, scope);
        for (const Condition& condition : checked.conditions) {
          for (const Slot slot : condition.reads) {
            if (slot != relationship.slot) {
              relationship.reads.push_back(slot);
            }
          }
        }
        sort_unique(relationship.reads);
      }
      if (relationship.has_length || path.search != PathPattern::Search::kAll) {
        on_each_edge(relationship, scope);
      } else {
        where(pattern, relationship.where, scope);
      }
    }
  }
}

// WHERE and COST of a relationship with a length, or under a selector, are asked of each edge that
// the search comes to, and see the variable as that edge.
void Binder::on_each_edge(RelationshipPattern& relationship, Scope& scope) {
  if (relationship.where == nullptr && relationship.cost == nullptr) {
    return;
  }
  relationship.element = new_slot();
  const std::size_t outer = scope.size();
  if (!relationship.name.empty()) {
    scope.add({relationship.name, relationship.element, kRelationship});
  }
  for (const ExpressionPtr* expression : {&relationship.where, &relationship.cost}) {
    if (*expression == nullptr) {
      continue;
    }
    if (has_aggregate(**expression)) {
      fail_syntax((*expression)->place, "InvalidAggregation",
                  "a condition on a relationship cannot aggregate");
    }
    for (const Slot slot : reads_of(**expression, scope, expression == &relationship.where)) {
      if (slot != relationship.element) {
        relationship.reads.push_back(slot);
      }
    }
  }
  scope.cut_to(outer);
  sort_unique(relationship.reads);
}

// Each part of an AND is a condition of its own.
void Binder::where(Pattern& pattern, const ExpressionPtr& predicate, Scope& scope) {
  if (predicate == nullptr) {
    return;
  }
  if (predicate->kind == Kind::kAnd) {
    for (const ExpressionPtr& part : predicate->args) {
      where(pattern, part, scope);
    }
    return;
  }
  if (has_aggregate(*predicate)) {
    fail_syntax(predicate->place, "InvalidAggregation", "WHERE cannot aggregate",
                "aggregate in a WITH before, and filter after it");
  }
  Condition condition;
  condition.reads = reads_of(*predicate, scope, true);
  condition.test = predicate.get();
  pattern.conditions.push_back(std::move(condition));
}

void Binder::properties(Pattern& pattern, Slot owner, Expression& properties, Scope& scope) {
  if (properties.kind == Kind::kParameter) {
    fail_syntax(properties.place, "InvalidParameterUse",
                "a parameter cannot stand for all properties of a pattern",
                "name the properties: {name: $name}");
  }
  for (std::size_t i = 0; i < properties.args.size(); ++i) {
    Condition condition;
    condition.owner = owner;
    condition.key = properties.keys[i];
    condition.test = properties.args[i].get();
    condition.reads = reads_of(*properties.args[i], scope, false);
    condition.reads.push_back(owner);
    sort_unique(condition.reads);
    if (std::find(out_.property_keys.begin(), out_.property_keys.end(), condition.key) ==
        out_.property_keys.end()) {
      out_.property_keys.push_back(condition.key);
    }
    pattern.conditions.push_back(std::move(condition));
  }
}

// Binds the expression; which slots from outside of it it reads.
std::vector<Slot> Binder::reads_of(Expression& expr, Scope& scope, bool is_predicate) {
  std::vector<Slot> reads;
  std::vector<Slot>* outer = std::exchange(reads_, &reads);
  const Slot first_inner = out_.slots;
  if (is_predicate) {
    predicate(expr, scope);
  } else {
    expression(expr, scope);
  }
  reads_ = outer;
  std::erase_if(reads, [&](Slot slot) { return slot >= first_inner; });
  sort_unique(reads);
  if (outer != nullptr) {
    outer->insert(outer->end(), reads.begin(), reads.end());
  }
  return reads;
}

void Binder::labels(LabelExpression& labels, std::vector<std::string>& names) {
  if (labels.kind == LabelExpression::Kind::kName) {
    const auto found = std::find(names.begin(), names.end(), labels.name);
    labels.symbol = static_cast<std::uint32_t>(found - names.begin());
    if (found == names.end()) {
      names.push_back(labels.name);
    }
  }
  for (LabelExpression& arg : labels.args) {
    this->labels(arg, names);
  }
}

}  // namespace rapport::query
