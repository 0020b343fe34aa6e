// Any bytes as a pack: an error or a pack, and then every question has an answer. Any bytes as a
// name: folding them twice is folding them once.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "rapport/pack/fold.h"
#include "rapport/pack/pack.h"

namespace {

void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

void ask(const rapport::pack::Pack& pack, std::string_view word) {
  for (const auto& type : pack.types()) {
    require(!pack.labels(type.name).empty());
  }
  for (std::size_t r = 0; r < pack.relations().size(); ++r) {
    for (std::size_t t = 0; t < pack.types().size(); ++t) {
      pack.admits(static_cast<rapport::pack::RelationIndex>(r), 0,
                  static_cast<rapport::pack::TypeIndex>(t));
    }
  }
  for (const auto& name : pack.names()) {
    require(pack.find_name(rapport::pack::fold(name.name)).has_value());
  }
  pack.type_of_noun(word);
  pack.type_of_suffix(word);
  pack.patterns_for("verb", word);
  require(!describe(pack).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string folded = rapport::pack::fold(text);
  require(rapport::pack::fold(folded) == folded);
  rapport::pack::singular(folded);
  rapport::pack::entity_key(text, rapport::Layer::kConcept, "Type");
  const std::string_view half = text.substr(0, size / 2);
  require(rapport::pack::edit_distance(half, half, 3) == 0);

  const auto pack = rapport::pack::Pack::parse(text, "fuzz.json", "/nonexistent");
  if (pack) {
    ask(**pack, folded);
  } else {
    require(!pack.error().where.empty() && !pack.error().message.empty());
  }
  return 0;
}
