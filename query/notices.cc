// "No label :Acter in this graph; did you mean :Actor?": openCypher has it that an unknown name
// matches nothing, which is no error, but a person wants to know.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "query/execute.h"
#include "query/failure.h"
#include "query/nearest.h"

namespace rapport::query {

namespace {

std::string nearest_of(const std::string& name, const std::set<std::string>& known) {
  Nearest nearest(name);
  for (const std::string& candidate : known) {
    nearest.offer(candidate);
  }
  return nearest.best();
}

void note(std::vector<std::string>& out, std::string_view what, std::string_view mark,
          const std::string& name, const std::set<std::string>& known) {
  if (known.contains(name)) {
    return;
  }
  const std::string near = nearest_of(name, known);
  out.push_back(near.empty() ? fmt::format("no {} {}{} in this graph", what, mark, shortened(name))
                             : fmt::format("no {0} {1}{2} in this graph; did you mean {1}{3}?",
                                           what, mark, shortened(name), shortened(near)));
}

struct Names {
  std::set<std::string> labels, types, keys;
};

void add_names(const LabelExpression& labels, std::set<std::string>& names) {
  if (labels.kind == LabelExpression::Kind::kName) {
    names.insert(labels.name);
  }
  for (const LabelExpression& arg : labels.args) {
    add_names(arg, names);
  }
}

// What the statement's CREATE clauses are about, whether or not a row comes to them.
void add_created(const Statement& statement, Names& names) {
  for (const SingleQuery& part : statement.parts) {
    for (const Clause& clause : part.clauses) {
      const auto* create = std::get_if<CreateClause>(&clause);
      if (create == nullptr) {
        continue;
      }
      for (const PathPattern& path : create->pattern.paths) {
        for (const NodePattern& node : path.nodes) {
          if (node.labels != nullptr) {
            add_names(*node.labels, names.labels);
          }
        }
        for (const RelationshipPattern& relationship : path.relationships) {
          add_names(*relationship.types, names.types);
        }
      }
    }
  }
}

void add_keys(const Changes& changes, std::set<std::string>& keys) {
  const auto add = [&](const auto& made) {
    for (const auto& one : made) {
      for (const auto& property : one.properties) {
        if (!keys.contains(property.first)) {
          keys.insert(property.first);
        }
      }
    }
  };
  add(changes.vertices());
  add(changes.edges());
}

// Of the graph, with what the statement makes.
Names known_names(const Run& run) {
  const auto as_set = [](const std::vector<std::string>& names) {
    return std::set<std::string>(names.begin(), names.end());
  };
  Names names{as_set(run.graph.label_names()), as_set(run.graph.type_names()),
              as_set(run.graph.key_names())};
  if (run.changes != nullptr) {
    add_created(run.query.statement, names);
    add_keys(*run.changes, names.keys);
  }
  return names;
}

}  // namespace

std::vector<std::string> notices(const Run& run) {
  std::vector<std::string> result;
  if (run.graph.vertex_count() == 0 &&
      (run.changes == nullptr || run.changes->vertices().empty())) {
    return result;
  }
  const Names known = known_names(run);
  for (const std::string& label : run.query.labels) {
    note(result, "label", ":", label, known.labels);
  }
  for (const std::string& type : run.query.types) {
    note(result, "relationship type", ":", type, known.types);
  }
  for (const std::string& key : run.query.property_keys) {
    note(result, "property", ".", key, known.keys);
  }
  return result;
}

}  // namespace rapport::query
