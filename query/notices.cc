// "No label :Acter in this graph; did you mean :Actor?": openCypher has it that an unknown name
// matches nothing, which is no error, but a person wants to know.

#include <algorithm>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

#include "query/execute.h"

namespace rapport::query {

namespace {

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kFarthest = 3;
  const std::string folded = pack::fold(name);
  std::string best;
  std::size_t best_distance = std::min(kFarthest, folded.size() / 2) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = pack::edit_distance(folded, pack::fold(candidate), kFarthest);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

void note(std::vector<std::string>& out, std::string_view what, std::string_view mark,
          const std::string& name, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    return;
  }
  const std::string near = nearest(name, known);
  out.push_back(near.empty() ? fmt::format("no {} {}{} in this graph", what, mark, name)
                             : fmt::format("no {0} {1}{2} in this graph; did you mean {1}{3}?",
                                           what, mark, name, near));
}

}  // namespace

std::vector<std::string> notices(const Run& run) {
  std::vector<std::string> result;
  if (run.graph.vertex_count() == 0 || run.changes != nullptr) {
    return result;
  }
  for (const std::string& label : run.query.labels) {
    note(result, "label", ":", label, run.graph.label_names());
  }
  for (const std::string& type : run.query.types) {
    note(result, "relationship type", ":", type, run.graph.type_names());
  }
  for (const std::string& key : run.query.property_keys) {
    note(result, "property", ".", key, run.graph.key_names());
  }
  return result;
}

}  // namespace rapport::query
