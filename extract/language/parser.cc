// From words and tags to arcs: encode, attach, label.

#include "extract/language/parser.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "extract/language/model_file.h"
#include "extract/language/spanning_tree.h"

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
         model.relation.outputs == kRelations * model.relation_head.outputs;
}

}  // namespace

ParserInput parser_input(const WordForm& word, TagId tag, std::uint32_t word_row) {
  constexpr std::uint32_t kBuckets = ParserInput::kAffixRows - 1;
  const std::size_t last = word.suffixes[2] != 0 ? 2 : word.suffixes[1] != 0 ? 1 : 0;
  const std::size_t first = word.prefixes[2] != 0 ? 2 : word.prefixes[1] != 0 ? 1 : 0;
  return {word_row, tag + 1U, word.suffixes[last] % kBuckets,
          mix(word.prefixes[first], static_cast<std::uint32_t>(word.shape)) % kBuckets};
}

ParserInput root_input() {
  constexpr std::uint32_t kLast = ParserInput::kAffixRows - 1;
  return {ParserInput::kRootRow, 0, kLast, kLast};
}

Result<Parser> Parser::make(Model model, const std::string& name) {
  if (!fits_together(model)) {
    return corrupt(name, "is not a consistent parser");
  }
  for (auto& layer : model.lstm) {
    layer[0].prepare();
    layer[1].prepare();
  }
  for (QuantisedLayer* layer : {&model.arc_dependent, &model.arc_head, &model.relation_dependent,
                                &model.relation_head, &model.arc, &model.relation}) {
    layer->prepare();
  }
  Parser parser;
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
  return out.finish(kKind, kVersion);
}

std::uint32_t Parser::word_row(const WordForm& word) const {
  const std::uint32_t at = index_.find(word.lower_hash);
  return at == KeyIndex<std::uint32_t>::kAbsent ? ParserInput::kUnknown
                                                : at + ParserInput::kFirstWord;
}

// Leaves the states of the last layer in scratch.states[0].
void Parser::encode(Scratch& scratch) const {
  const std::size_t count = scratch.inputs.size();
  const std::size_t width = model_.lstm[0][0].inputs;
  scratch.states[1].resize(count * width);
  for (std::size_t i = 0; i < count; ++i) {
    const ParserInput& input = scratch.inputs[i];
    const std::array<std::uint32_t, kTables> rows{input.word, input.tag, input.suffix,
                                                  input.prefix};
    std::int8_t* to = scratch.states[1].data() + i * width;
    for (std::size_t t = 0; t < kTables; ++t) {
      const Embedding& table = model_.tables[t];
      const auto* row = table.rows.data() + std::size_t{rows[t]} * table.width;
      to = std::copy(row, row + table.width, to);
    }
  }
  std::size_t stride = width;
  for (const auto& layer : model_.lstm) {
    const std::size_t units = layer[0].units;
    scratch.states[0].resize(count * 2 * units);
    for (std::size_t direction = 0; direction < 2; ++direction) {
      layer[direction].run(scratch.states[1].data(), count, stride, direction == 1, model_.sigmoid,
                           scratch.layer, scratch.states[0].data() + direction * units, 2 * units,
                           path_);
    }
    stride = 2 * units;
    std::swap(scratch.states[0], scratch.states[1]);
  }
  std::swap(scratch.states[0], scratch.states[1]);
}

std::vector<int> Parser::attach(std::size_t words, Scratch& scratch) const {
  const std::size_t nodes = words + 1;
  const std::vector<std::int8_t>& heads = scratch.faces[1];
  scratch.heads.assign(heads.data(), nodes, model_.arc_head.outputs,
                       model_.arc_head.matrix.padded_rows());
  model_.arc.run(scratch.faces[0].data(), nodes, model_.arc_dependent.matrix.padded_rows(), false,
                 scratch.layer, scratch.products, path_);
  const std::size_t stride = scratch.heads.padded_rows();
  scratch.scores.resize(nodes * stride);
  scratch.heads.multiply(scratch.products.data(), nodes, model_.arc.matrix.padded_rows(),
                         scratch.scores.data(), path_);
  return best_tree(scratch.scores.data(), words, stride);
}

// Adds the arcs of a window whose first word is word `first` of the sentence.
void Parser::label(std::size_t first, const std::vector<int>& heads, Scratch& scratch,
                   std::vector<Arc>& arcs) const {
  constexpr std::size_t kTogether = 16;  // words a step, so that the products stay in the cache
  constexpr auto kRootRelation = static_cast<std::size_t>(Deprel::kRoot);
  const std::size_t in_stride = model_.relation_dependent.matrix.padded_rows();
  const std::size_t head_stride = model_.relation_head.matrix.padded_rows();
  const std::size_t width = model_.relation_head.outputs;
  const std::size_t out_stride = model_.relation.matrix.padded_rows();
  const ParserLoops& loops = parser_loops(path_);
  for (std::size_t begin = 0; begin < heads.size(); begin += kTogether) {
    const std::size_t count = std::min(kTogether, heads.size() - begin);
    model_.relation.run(scratch.faces[2].data() + (begin + 1) * in_stride, count, in_stride, false,
                        scratch.layer, scratch.products, path_);
    for (std::size_t i = 0; i < count; ++i) {
      const int head = heads[begin + i];
      if (head == 0) {
        arcs.push_back({kRoot, Deprel::kRoot});
        continue;
      }
      const std::int8_t* face =
          scratch.faces[3].data() + static_cast<std::size_t>(head) * head_stride;
      std::array<std::int32_t, kRelations> scores{};
      loops.products(scratch.products.data() + i * out_stride, face, width, kRelations,
                     scores.data());
      scores[kRootRelation] = std::numeric_limits<std::int32_t>::min();
      const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
      arcs.push_back({head - 1 + static_cast<int>(first), static_cast<Deprel>(best)});
    }
  }
}

void Parser::parse_window(const WordForm* words, const TagId* tags, std::size_t count,
                          Scratch& scratch, std::vector<Arc>& arcs) const {
  scratch.inputs.assign(1, root_input());
  for (std::size_t i = 0; i < count; ++i) {
    scratch.inputs.push_back(parser_input(words[i], tags[i], word_row(words[i])));
  }
  encode(scratch);
  const std::size_t stride = std::size_t{2} * model_.lstm.back()[0].units;
  const std::array<const QuantisedLayer*, 4> faces{
      &model_.arc_dependent, &model_.arc_head, &model_.relation_dependent, &model_.relation_head};
  for (std::size_t face = 0; face < faces.size(); ++face) {
    faces[face]->run(scratch.states[0].data(), count + 1, stride, true, scratch.layer,
                     scratch.faces[face], path_);
  }
  label(arcs.size(), attach(count, scratch), scratch, arcs);
}

void Parser::parse(const std::vector<WordForm>& words, const std::vector<TagId>& tags,
                   Scratch& scratch, std::vector<Arc>& arcs) const {
  arcs.clear();
  int root = kRoot;
  for (std::size_t begin = 0; begin < words.size(); begin += kWindow) {
    const std::size_t count = std::min(kWindow, words.size() - begin);
    parse_window(words.data() + begin, tags.data() + begin, count, scratch, arcs);
    const auto found = std::find_if(arcs.begin() + static_cast<std::ptrdiff_t>(begin), arcs.end(),
                                    [](const Arc& arc) { return arc.head == kRoot; });
    if (begin == 0) {
      root = static_cast<int>(found - arcs.begin());
    } else {
      *found = {root, Deprel::kParataxis};
    }
  }
}

}  // namespace rapport::extract
