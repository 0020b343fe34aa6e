// The fixture of the store's tests.

#include "tests/graph/fixture.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include <unistd.h>

#include "rapport/pack/fold.h"

#include "graph/hash.h"

namespace rapport::graph::test {
namespace {

std::shared_ptr<const pack::Pack> make_pack(const std::string& name) {
  const std::string json = R"({"format": 1, "name": ")" + name + R"(", "version": "1.0.0",
    "types": [
      {"name": "Actor"}, {"name": "Country", "parent": "Actor"},
      {"name": "Organization", "parent": "Actor"}, {"name": "Agency", "parent": "Organization"},
      {"name": "Group", "parent": "Actor"}, {"name": "Outcome"}, {"name": "Place"}],
    "relations": [
      {"name": "COOPERATES_WITH", "from": "Actor", "to": "Actor", "symmetric": true,
       "label": "cooperates with"},
      {"name": "YIELDS", "from": "Actor", "to": "Outcome", "label": "yields"},
      {"name": "RELATED_TO", "from": ["Actor", "Outcome", "Place"],
       "to": ["Actor", "Outcome", "Place"], "label": "is related to"}]})";
  auto pack = pack::Pack::parse(json, "test", ".");
  if (!pack) {
    throw std::runtime_error(to_string(pack.error()));
  }
  return pack.value();
}

}  // namespace

std::shared_ptr<const pack::Pack> test_pack() {
  static const auto pack = make_pack("test");
  return pack;
}

std::shared_ptr<const pack::Pack> other_pack() {
  static const auto pack = make_pack("other");
  return pack;
}

EntityRef entity(const std::string& text) {
  EntityRef entity;
  entity.layer = text[0] == '~'   ? Layer::kGeneric
                 : text[0] == '-' ? Layer::kConcept
                                  : Layer::kNamed;
  const std::size_t colon = text.rfind(':');
  const std::size_t begin = entity.layer == Layer::kNamed ? 0 : 1;
  entity.name = text.substr(begin, colon - begin);
  entity.type = text.substr(colon + 1);
  const auto type = test_pack()->find_type(entity.type);
  const std::string root = type ? test_pack()->types()[test_pack()->root(*type)].name : "None";
  entity.key = pack::entity_key(entity.name, entity.layer, root);
  return entity;
}

Report::Report(std::string name, std::string date) {
  extraction_.document.path = "/nowhere/" + name;
  extraction_.document.name = std::move(name);
  extraction_.document.date = std::move(date);
  extraction_.document.charset = "UTF-8";
  extraction_.document.media_type = "text/plain";
  extraction_.original = "A report.\n";
}

Claim& Report::says(const std::string& subject, const std::string& relation,
                    const std::string& object, std::uint16_t confidence) {
  Claim claim;
  claim.subject = entity(subject);
  claim.relation = relation;
  claim.object = entity(object);
  claim.confidence = confidence;
  claim.rule = "test";
  claim.quote = claim.subject.name + " " + relation + " " + claim.object.name + ".";
  std::string& text = extraction_.original;
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += claim.quote + "\n";
  const auto end = static_cast<std::uint32_t>(text.size()) - 1;
  claim.evidence = {{begin, end}};
  const auto name_end = begin + static_cast<std::uint32_t>(claim.subject.name.size());
  claim.subject.mention = {{begin, name_end}};
  claim.object.mention = {
      {end - 1 - static_cast<std::uint32_t>(claim.object.name.size()), end - 1}};
  extraction_.claims.push_back(claim);
  return extraction_.claims.back();
}

Extraction Report::extraction() const {
  Extraction extraction = extraction_;
  extraction.document.bytes = extraction.original.size();
  extraction.document.words = 10;
  extraction.document.sha256 = sha256_hex(extraction.original);
  return extraction;
}

Folder::Folder() {
  std::string path = (std::filesystem::temp_directory_path() / "rapport-test-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  path_ = path;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

StoreOptions writing() {
  StoreOptions options;
  options.create_if_missing = true;
  options.pack = test_pack();
  return options;
}
StoreOptions reading() {
  StoreOptions options;
  options.read_only = true;
  return options;
}

std::unique_ptr<Store> open_or_die(const std::filesystem::path& path, const StoreOptions& options) {
  auto store = Store::open(path, options);
  if (!store) {
    throw std::runtime_error(to_string(store.error()));
  }
  return std::move(store).value();
}
std::unique_ptr<Store> scratch_or_die() {
  auto store = Store::scratch(writing());
  if (!store) {
    throw std::runtime_error(to_string(store.error()));
  }
  return std::move(store).value();
}

std::string exported(const Store& store) {
  std::string text;
  const auto done = store.export_claims([&text](std::string_view line) {
    text += line;
    text += '\n';
  });
  return done ? text : "ERROR " + to_string(done.error());
}

std::string text_of(const Value& value) {
  if (const auto* text = value.as_string()) {
    return *text;
  }
  if (const auto* number = value.as_int()) {
    return std::to_string(*number);
  }
  if (const auto* number = value.as_float()) {
    return std::to_string(*number);
  }
  if (const auto* truth = value.as_bool()) {
    return *truth ? "true" : "false";
  }
  if (const auto* list = value.as_list()) {
    std::string text = "[";
    for (const Value& item : *list) {
      text += (text.size() > 1 ? ", " : "") + text_of(item);
    }
    return text + "]";
  }
  return "null";
}

std::string drawn(const Store& store) {
  const auto taken = store.snapshot();
  if (!taken) {
    return "ERROR " + to_string(taken.error());
  }
  const Snapshot& graph = *taken.value();
  const auto face = [&graph](auto index) {
    std::string text;
    for (const auto& [key, value] : graph.properties(index)) {
      text += " " + key + "=" + text_of(value);
    }
    return text;
  };
  std::vector<std::string> lines;
  const auto labelled = [&](VertexIndex v) {
    std::string text = "(";
    for (const LabelId label : graph.labels(v)) {
      text += ":" + graph.label_names()[label];
    }
    return text + face(v) + ")";
  };
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    lines.push_back(labelled(VertexIndex{v}));
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const EdgeIndex edge{e};
    lines.push_back(labelled(graph.source(edge)) + "-[" + graph.type_names()[graph.type(edge)] +
                    face(edge) + "]->" + labelled(graph.target(edge)));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

VertexIndex vertex(const Snapshot& graph, const std::string& name) {
  const auto found = graph.find_name(pack::fold(name));
  if (found.empty()) {
    throw std::runtime_error("no vertex " + name);
  }
  return found.front();
}

}  // namespace rapport::graph::test
