// CREATE at work: what each row adds to the graph.

#include <algorithm>

#include <fmt/format.h>

#include "query/execute.h"
#include "query/failure.h"

namespace rapport::query {

namespace {

bool can_be_stored(const Value& value) {
  if (const List* list = value.as_list()) {
    return std::all_of(list->begin(), list->end(), can_be_stored);
  }
  return value.is_null() || value.as_bool() != nullptr || value.as_int() != nullptr ||
         value.as_float() != nullptr || value.as_string() != nullptr;
}

// Where the text says the value of the key.
Span place_of(const Expression& properties, const std::string& key) {
  const auto found = std::find(properties.keys.begin(), properties.keys.end(), key);
  const auto at = static_cast<std::size_t>(found - properties.keys.begin());
  return at < properties.args.size() ? properties.args[at]->place : properties.place;
}

// Adds the pattern to the run's changes, once a row. Where a clause behind could come upon what is
// created, all rows come in before anything is, and go on when all of it can be seen: a clause sees
// what those before it left, and nothing that comes later.
class CreateOperator : public Operator {
 public:
  CreateOperator(Run& run, Operator* next, const CreateClause& clause)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    if (clause_.is_seen) {
      run_.budget.keep(run_.row.size());
      held_.push_back(run_.row);
    } else {
      create();
      pass_on();
    }
    return true;  // a LIMIT behind it does not keep the rest from being created
  }

  void finish() override {
    for (std::vector<Value>& row : held_) {
      run_.row = std::move(row);
      create();
      row = run_.row;
    }
    if (clause_.is_seen) {
      run_.see_changes();
    }
    for (std::vector<Value>& row : held_) {
      run_.row = std::move(row);
      pass_on();
    }
    next_->finish();
  }

 private:
  void pass_on() { wants_more_ = wants_more_ && next_->push(); }

  void create() {
    std::vector<Slot> made;
    for (const PathPattern& path : clause_.pattern.paths) {
      for (const NodePattern& node : path.nodes) {
        const bool is_fresh = std::binary_search(clause_.pattern.fresh.begin(),
                                                 clause_.pattern.fresh.end(), node.slot);
        if (is_fresh && std::find(made.begin(), made.end(), node.slot) == made.end()) {
          made.push_back(node.slot);
          create_node(node);
        }
      }
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
        create_relationship(path, i);
      }
      if (path.slot != kNoSlot) {
        run_.row[path.slot] = created(path);
      }
    }
  }

  Map properties(const ExpressionPtr& expression) {
    if (expression == nullptr) {
      return {};
    }
    const Value value = evaluate(run_, *expression);
    if (value.as_map() == nullptr) {
      fail_run(expression->place, "TypeError", "InvalidArgumentType", "properties must be a map");
    }
    Map map = *value.as_map();
    for (const auto& [key, property] : map) {
      if (!can_be_stored(property)) {
        fail_run(
            place_of(*expression, key), "TypeError", "InvalidPropertyType",
            fmt::format("'{}' cannot be a property: a property is a boolean, a number, a string "
                        "or a list of these",
                        key));
      }
    }
    std::erase_if(map, [](const auto& entry) { return entry.second.is_null(); });
    return map;
  }

  static void add_labels(const LabelExpression& labels, std::vector<std::string>& names) {
    if (labels.kind == LabelExpression::Kind::kName &&
        std::find(names.begin(), names.end(), labels.name) == names.end()) {
      names.push_back(labels.name);
    }
    for (const LabelExpression& arg : labels.args) {
      add_labels(arg, names);
    }
  }

  void create_node(const NodePattern& node) {
    Changes::Vertex vertex;
    if (node.labels != nullptr) {
      add_labels(*node.labels, vertex.labels);
    }
    vertex.properties = properties(node.properties);
    run_.budget.keep(1 + vertex.properties.size());
    run_.row[node.slot] = run_.changes->add(std::move(vertex));
  }

  void create_relationship(const PathPattern& path, std::size_t i) {
    const RelationshipPattern& relationship = path.relationships[i];
    const VertexIndex* left = run_.row[path.nodes[i].slot].as_vertex();
    const VertexIndex* right = run_.row[path.nodes[i + 1].slot].as_vertex();
    if (left == nullptr || right == nullptr) {
      fail_run(relationship.place, "TypeError", "InvalidArgumentType",
               "a relationship needs a node at each end");
    }
    const bool outward = relationship.direction == Direction::kOut;
    Changes::Edge edge{.from = outward ? *left : *right,
                       .to = outward ? *right : *left,
                       .type = relationship.types->name,
                       .properties = properties(relationship.properties)};
    run_.budget.keep(1 + edge.properties.size());
    run_.row[relationship.slot] = run_.changes->add(std::move(edge));
  }

  Path created(const PathPattern& path) const {
    Path result;
    for (const NodePattern& node : path.nodes) {
      result.vertices.push_back(*run_.row[node.slot].as_vertex());
    }
    for (const RelationshipPattern& relationship : path.relationships) {
      result.edges.push_back(*run_.row[relationship.slot].as_edge());
    }
    return result;
  }

  const CreateClause& clause_;
  std::vector<std::vector<Value>> held_;
  bool wants_more_ = true;
};

}  // namespace

std::unique_ptr<Operator> make_create(Run& run, const CreateClause& clause, Operator* next) {
  return std::make_unique<CreateOperator>(run, next, clause);
}

}  // namespace rapport::query
