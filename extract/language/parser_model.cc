// The parser's file, and whether what it holds fits together.

#include <algorithm>
#include <numeric>

#include "extract/language/model_file.h"
#include "extract/language/parser.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kRelations = kDeprelNames.size();

std::string relation_list() {
  std::string list;
  for (const std::string_view name : kDeprelNames) {
    list += name;
    list += ' ';
  }
  return list;
}

Error corrupt(const std::string& name, const char* what) {
  return {Code::kCorrupt, what, name, "train the models anew"};
}

bool fits_together(const Parser::Model& model) {
  const auto& tables = model.tables;
  const std::size_t width =
      std::accumulate(tables.begin(), tables.end(), std::size_t{0},
                      [](std::size_t sum, const Embedding& table) { return sum + table.width; });
  const std::size_t units = model.lstm[0][0].units;
  const std::size_t tags = read_tag_list(model.tags).size();
  bool fits = std::all_of(tables.begin(), tables.end(), [](const Embedding& table) {
    return table.width > 0 && table.width <= 512 && table.rows.size() % table.width == 0;
  });
  fits = fits && tags > 0 &&
         tables[0].size() == model.vocabulary.size() + ParserInput::kFirstWord &&
         tables[1].size() == tags + 1 && tables[2].size() == ParserInput::kAffixRows &&
         tables[3].size() == ParserInput::kAffixRows && model.sigmoid.size() == GateTable::kSize;
  fits = fits && std::all_of(model.sigmoid.begin(), model.sigmoid.end(), [](std::int16_t value) {
           return value >= 0 && value <= GateTable::kUnit;
         });
  for (std::size_t layer = 0; layer < Parser::kLayers; ++layer) {
    for (const LstmLayer& direction : model.lstm[layer]) {
      fits = fits && direction.fits(layer == 0 ? width : 2 * units) && direction.units == units;
    }
  }
  return fits && model.arc_dependent.fits(2 * units) && model.arc_head.fits(2 * units) &&
         model.relation_dependent.fits(2 * units) && model.relation_head.fits(2 * units) &&
         model.arc.fits(model.arc_dependent.outputs) &&
         model.arc.outputs == model.arc_head.outputs &&
         model.relation.fits(model.relation_dependent.outputs) &&
         model.relation.outputs == kRelations * model.relation_head.outputs &&
         model.tag.fits(2 * units, tags) && model.name.fits(2 * units, kNameTagNames.size());
}

// The rows of `relation` that meet one number of the head's face, for each number.
std::vector<QuantisedLayer> by_number(const QuantisedLayer& relation, std::size_t numbers) {
  std::vector<QuantisedLayer> layers(numbers);
  for (std::size_t number = 0; number < numbers; ++number) {
    QuantisedLayer& layer = layers[number];
    layer.inputs = relation.inputs;
    layer.outputs = Parser::kRelationRows;
    layer.weights.resize(std::size_t{layer.outputs} * layer.inputs);
    layer.bias.resize(layer.outputs);
    layer.multiplier.resize(layer.outputs);
    for (std::size_t r = 0; r < kRelations; ++r) {
      const std::size_t from = r * numbers + number;
      const std::int8_t* weights = relation.weights.data() + from * layer.inputs;
      std::copy(weights, weights + layer.inputs, layer.weights.data() + r * layer.inputs);
      layer.bias[r] = relation.bias[from];
      layer.multiplier[r] = relation.multiplier[from];
    }
    layer.prepare();
  }
  return layers;
}

}  // namespace

Result<Parser> Parser::make(Model model, const std::string& name) {
  if (!fits_together(model)) {
    return corrupt(name, "is not a consistent parser");
  }
  for (auto& layer : model.lstm) {
    layer[0].prepare();
    layer[1].prepare();
  }
  for (QuantisedLayer* layer : {&model.arc_dependent, &model.arc_head, &model.relation_dependent,
                                &model.relation_head, &model.arc}) {
    layer->prepare();
  }
  model.tag.prepare();
  model.name.prepare();
  Parser parser;
  parser.relations_ = by_number(model.relation, model.relation_head.outputs);
  parser.index_ = KeyIndex<std::uint32_t>(model.vocabulary);
  parser.model_ = std::move(model);
  return parser;
}

Result<Parser> Parser::read(std::string_view file, const std::string& name) {
  RAPPORT_TRY(const std::string_view payload, model_payload(file, name, kKind, kVersion));
  ModelReader in(payload);
  Model model;
  if (in.text() != relation_list()) {
    return Error{Code::kUnsupported, "has other relations than this program", name,
                 "train the models anew"};
  }
  model.tags = in.text();
  model.vocabulary = in.array<std::uint32_t>();
  model.sigmoid = in.array<std::int16_t>();
  for (Embedding& table : model.tables) {
    extract::read(in, table);
  }
  for (auto& layer : model.lstm) {
    extract::read(in, layer[0]);
    extract::read(in, layer[1]);
  }
  for (QuantisedLayer* layer : {&model.arc_dependent, &model.arc_head, &model.relation_dependent,
                                &model.relation_head, &model.arc, &model.relation}) {
    extract::read(in, *layer);
  }
  extract::read(in, model.tag);
  extract::read(in, model.name);
  return in.at_end() ? make(std::move(model), name)
                     : Result<Parser>(corrupt(name, "ends too early or too late"));
}

std::string Parser::write() const {
  ModelWriter out;
  out.text(relation_list());
  out.text(model_.tags);
  out.array(model_.vocabulary);
  out.array(model_.sigmoid);
  for (const Embedding& table : model_.tables) {
    extract::write(out, table);
  }
  for (const auto& layer : model_.lstm) {
    extract::write(out, layer[0]);
    extract::write(out, layer[1]);
  }
  for (const QuantisedLayer* layer :
       {&model_.arc_dependent, &model_.arc_head, &model_.relation_dependent, &model_.relation_head,
        &model_.arc, &model_.relation}) {
    extract::write(out, *layer);
  }
  extract::write(out, model_.tag);
  extract::write(out, model_.name);
  return out.finish(kKind, kVersion);
}

}  // namespace rapport::extract
