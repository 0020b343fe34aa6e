// Model files from outside: any payload, under a header that fits it, gives a model that works or
// an error. So does a small model that works with some of its bytes changed, under a check sum that
// is right or of before.
//
// The first byte says which model, whether the rest is a payload or changes, and which check sum.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/parser.h"
#include "extract/language/tagger.h"

using namespace rapport::extract;

namespace {

std::string with_header(std::string_view kind, std::uint32_t version, std::string_view payload) {
  ModelWriter out;
  for (const char c : payload) {
    out.byte(static_cast<std::uint8_t>(c));
  }
  return out.finish(kind, version);
}

const std::vector<WordForm>& words() {
  static const std::vector<WordForm> forms{word_form("Iraq"), word_form("\xff"), word_form(""),
                                           word_form("signed")};
  return forms;
}

const std::vector<JointTag>& tags() {
  static const std::vector<JointTag> all{{Upos::kPropn, "NNP"}, {Upos::kVerb, "VBD"}};
  return all;
}

// "signed" is a verb and is known as such.
std::string small_tagger() {
  Tagger::Model model;
  model.tags = tags();
  TagFeatures features;
  features.start(words(), std::vector<std::uint32_t>(words().size(), 0));
  const std::vector<std::uint32_t> keys = features.word_keys(3);
  model.features = {keys[0], keys[1]};
  model.weight_begin = {0, 1, 3};
  model.weight_tags = {1, 0, 1};
  model.weights = {100, -5, 7};
  return Tagger::make(std::move(model), "seed").value().write();
}

std::string small_lemmatiser() {
  Lemmatiser::Model model;
  model.tags = tag_list(tags());
  model.edits = {{2, ""}, {2, "un"}};
  model.ending_keys = {ending_keys(word_form("ed"), 0)[1], ending_keys(word_form("Iraq"), 0)[0]};
  model.edit_of = {0, 1};
  model.case_keys = {case_keys(word_form("Iraq"), 0)[1]};
  model.case_of = {static_cast<std::uint8_t>(LemmaCase::kKeep)};
  return Lemmatiser::make(std::move(model), "seed").value().write();
}

// Small numbers of both signs.
template <typename Numbers>
void fill(Numbers& numbers, std::size_t size, int step) {
  numbers.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    numbers[i] = static_cast<typename Numbers::value_type>(
        static_cast<int>(i * static_cast<std::size_t>(step) % 61) - 30);
  }
}

template <typename Layer>
void fill_rows(Layer& layer, std::size_t rows, std::size_t columns) {
  fill(layer.weights, rows * columns, 7);
  fill(layer.bias, rows, 11);
}

QuantisedLayer small_layer(std::uint32_t inputs, std::uint32_t outputs) {
  QuantisedLayer layer;
  layer.inputs = inputs;
  layer.outputs = outputs;
  fill_rows(layer, outputs, inputs);
  layer.multiplier.assign(outputs, 1 << 18);
  return layer;
}

ScoreLayer small_scores(std::uint32_t inputs, std::uint32_t outputs) {
  ScoreLayer layer;
  layer.inputs = inputs;
  layer.outputs = outputs;
  fill_rows(layer, outputs, inputs);
  return layer;
}

std::string small_parser() {
  constexpr std::uint32_t kUnits = 8;
  constexpr std::uint32_t kFace = 4;
  Parser::Model model;
  model.tags = tag_list(tags());
  model.vocabulary = {word_form("signed").lower_hash};
  model.sigmoid.resize(GateTable::kSize);
  for (std::size_t i = 0; i < GateTable::kSize; ++i) {
    model.sigmoid[i] = static_cast<std::int16_t>(i * 4);
  }
  const std::size_t rows[] = {model.vocabulary.size() + ParserInput::kFirstWord, tags().size() + 1,
                              ParserInput::kAffixRows, ParserInput::kAffixRows};
  for (std::size_t table = 0; table < Parser::kTables; ++table) {
    model.tables[table].width = 1;
    fill(model.tables[table].rows, rows[table], 5);
  }
  for (std::size_t layer = 0; layer < Parser::kLayers; ++layer) {
    for (LstmLayer& direction : model.lstm[layer]) {
      direction.inputs = layer == 0 ? Parser::kTables : 2 * kUnits;
      direction.units = kUnits;
      fill_rows(direction, 4 * kUnits, direction.inputs + kUnits);
      direction.multiplier.assign(4 * kUnits, 1 << 22);
    }
  }
  model.arc_dependent = model.arc_head = small_layer(2 * kUnits, kFace);
  model.relation_dependent = model.relation_head = small_layer(2 * kUnits, kFace);
  model.arc = small_layer(kFace, kFace);
  model.relation = small_layer(kFace, static_cast<std::uint32_t>(kDeprelNames.size()) * kFace);
  model.tag = small_scores(2 * kUnits, static_cast<std::uint32_t>(tags().size()));
  model.name = small_scores(2 * kUnits, static_cast<std::uint32_t>(kNameTagNames.size()));
  return Parser::make(std::move(model), "seed").value().write();
}

// Four bytes a change: a place, from the front or the back, what happens there, and a value.
void change(std::string& payload, std::string_view changes) {
  for (; changes.size() >= 4 && !payload.empty(); changes.remove_prefix(4)) {
    const std::size_t distance = ModelReader::little_endian(changes.substr(0, 2)) % payload.size();
    const auto what = static_cast<unsigned char>(changes[2]);
    const std::size_t place = (what & 4) != 0 ? payload.size() - 1 - distance : distance;
    switch (what & 3) {
      case 0:
        payload[place] = changes[3];
        break;
      case 1:
        payload.insert(place, 1, changes[3]);
        break;
      case 2:
        payload.erase(place, static_cast<unsigned char>(changes[3]));
        break;
      default:
        payload.replace(place, 4, 4, changes[3]);
    }
  }
}

// One kind of model: its name, and what must work if it can be read.
struct Kind {
  std::string_view name;
  std::uint32_t version;
  void (*try_file)(std::string_view file);
};

void try_tagger(std::string_view file) {
  if (const auto tagger = Tagger::read(file, "fuzz")) {
    Tagger::Scratch scratch;
    std::vector<TagId> found;
    tagger->tag(words(), scratch, found);
  }
}

void try_lemmatiser(std::string_view file) {
  if (const auto lemmatiser = Lemmatiser::read(file, "fuzz")) {
    for (const WordForm& word : words()) {
      (void)lemmatiser->lemma(word, 0);
    }
  }
}

void try_parser(std::string_view file) {
  if (const auto parser = Parser::read(file, "fuzz")) {
    Parser::Scratch scratch;
    Parse parse;
    parser->parse(words(), std::vector<TagId>(words().size(), 0), scratch, parse);
  }
}

constexpr Kind kKinds[] = {{Tagger::kKind, Tagger::kVersion, try_tagger},
                           {Lemmatiser::kKind, Lemmatiser::kVersion, try_lemmatiser},
                           {Parser::kKind, Parser::kVersion, try_parser}};

void try_changed(const Kind& kind, std::string_view small, std::string_view changes,
                 bool right_sum) {
  std::string payload(model_payload(small, "seed", kind.name, kind.version).value());
  const std::string_view header = small.substr(0, small.size() - payload.size());
  change(payload, changes);
  kind.try_file(right_sum ? with_header(kind.name, kind.version, payload)
                          : std::string(header) + payload);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string small[] = {small_tagger(), small_lemmatiser(), small_parser()};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)model_payload(bytes, "fuzz", Tagger::kKind, Tagger::kVersion);
  if (size == 0) {
    return 0;
  }
  const std::size_t number = data[0] % 3;
  const Kind& kind = kKinds[number];
  const std::size_t how = data[0] / 3 % 4;
  if (how == 0) {
    kind.try_file(with_header(kind.name, kind.version, bytes.substr(1)));
  } else {
    try_changed(kind, small[number], bytes.substr(1), how != 1);
  }
  return 0;
}
