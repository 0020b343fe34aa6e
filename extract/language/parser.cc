// From words and tags to arcs: encode, attach, label.

#include "extract/language/parser.h"

#include <algorithm>
#include <limits>

#include "extract/language/name_decoder.h"
#include "extract/language/projective_tree.h"
#include "extract/language/spanning_tree.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kRelations = kDeprelNames.size();
constexpr std::size_t kMostProjective = 128;  // words; the time grows with their third power
constexpr std::int64_t kLittle = 20;          // in scores; two heads so near are right in turn

Deprel best_relation(std::int32_t* scores) {
  scores[static_cast<std::size_t>(Deprel::kRoot)] = std::numeric_limits<std::int32_t>::min();
  return static_cast<Deprel>(std::max_element(scores, scores + kRelations) - scores);
}

std::int64_t total(const std::int32_t* scores, std::size_t stride, const std::vector<int>& heads) {
  std::int64_t sum = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    sum += scores[word * stride + static_cast<std::size_t>(heads[word - 1])];
  }
  return sum;
}

// English arcs hardly ever cross: of two that do, one or both are wrong in 49 of 50 cases. So the
// best tree without crossing arcs is preferred to one that scores little more.
std::vector<int> best_heads(const std::int32_t* scores, std::size_t words, std::size_t stride) {
  std::vector<int> heads = best_tree(scores, words, stride);
  if (words <= kMostProjective && !is_projective(heads)) {
    std::vector<int> other = best_projective_tree(scores, words, stride);
    if (total(scores, stride, heads) - total(scores, stride, other) <= kLittle) {
      return other;
    }
  }
  return heads;
}

// Of a word's scores by head: how far the chosen one is above all others but the word itself.
std::int32_t margin_of(std::span<const std::int32_t> scores, std::size_t word, std::size_t head) {
  std::int32_t best = std::numeric_limits<std::int32_t>::min() / 2;
  for (std::size_t other = 0; other < scores.size(); ++other) {
    if (other != word && other != head) {
      best = std::max(best, scores[other]);
    }
  }
  return scores[head] - best;
}

// Hangs the windows of one sentence, whose heads count from the start of each, onto the first one's
// root.
void join_windows(std::span<Arc> arcs) {
  int root = kRoot;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const std::size_t window = i / Parser::kWindow * Parser::kWindow;
    if (arcs[i].head != kRoot) {
      arcs[i].head += static_cast<int>(window);
    } else if (window == 0) {
      root = static_cast<int>(i);
    } else {
      arcs[i] = {root, Deprel::kParataxis, 0};
    }
  }
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

std::uint32_t Parser::word_row(const WordForm& word) const {
  const std::uint32_t at = index_.find(word.lower_hash);
  return at == KeyIndex<std::uint32_t>::kAbsent ? ParserInput::kUnknown
                                                : at + ParserInput::kFirstWord;
}

const std::array<Parser::Step, 8> Parser::kSteps = {{{"embeddings", &Parser::embed},
                                                     {"LSTM layer 1", &Parser::encode<0>},
                                                     {"LSTM layer 2", &Parser::encode<1>},
                                                     {"faces", &Parser::make_faces},
                                                     {"arc scores", &Parser::score_arcs},
                                                     {"spanning trees", &Parser::attach},
                                                     {"labels", &Parser::label},
                                                     {"tags and names", &Parser::classify}}};

void Parser::begin_batch(Scratch& scratch) {
  scratch.inputs.clear();
  scratch.windows.clear();
}

void Parser::add_window(std::span<const WordForm> words, std::span<const TagId> tags,
                        Scratch& scratch) const {
  scratch.windows.push_back({scratch.inputs.size(), words.size() + 1});
  scratch.inputs.push_back(root_input());
  for (std::size_t i = 0; i < words.size(); ++i) {
    scratch.inputs.push_back(parser_input(words[i], tags[i], word_row(words[i])));
  }
}

// Leaves the vectors of the inputs in scratch.states[0], where each layer then leaves its states.
void Parser::embed(Scratch& scratch) const {
  const std::size_t count = scratch.inputs.size();
  const std::size_t width = model_.lstm[0][0].inputs;
  scratch.states[0].resize(count * width);
  std::int8_t* to = scratch.states[0].data();
  for (const ParserInput& input : scratch.inputs) {
    const std::array<std::uint32_t, kTables> rows = input.rows();
    for (std::size_t t = 0; t < kTables; ++t) {
      const Embedding& table = model_.tables[t];
      const auto* row = table.rows.data() + std::size_t{rows[t]} * table.width;
      to = std::copy(row, row + table.width, to);
    }
  }
  scratch.by_size = scratch.windows;
  std::stable_sort(scratch.by_size.begin(), scratch.by_size.end(),
                   [](const Sequence& a, const Sequence& b) { return a.size > b.size; });
}

template <std::size_t kLayer>
void Parser::encode(Scratch& scratch) const {
  const auto& layer = model_.lstm[kLayer];
  const std::size_t units = layer[0].units;
  std::swap(scratch.states[0], scratch.states[1]);
  scratch.states[0].resize(scratch.inputs.size() * 2 * units);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    layer[direction].run(scratch.states[1].data(), layer[0].inputs, scratch.by_size, direction == 1,
                         model_.sigmoid, scratch.layer,
                         scratch.states[0].data() + direction * units, 2 * units, path_);
  }
}

void Parser::make_faces(Scratch& scratch) const {
  const std::size_t stride = std::size_t{2} * model_.lstm.back()[0].units;
  const std::array<const QuantisedLayer*, 4> faces{
      &model_.arc_dependent, &model_.arc_head, &model_.relation_dependent, &model_.relation_head};
  for (std::size_t face = 0; face < faces.size(); ++face) {
    faces[face]->run(scratch.states[0].data(), scratch.inputs.size(), stride, true, scratch.layer,
                     scratch.faces[face], path_);
  }
}

// The scores of a window are a matrix of dependents and heads, its rows filled up.
void Parser::score_arcs(Scratch& scratch) const {
  const std::size_t head_stride = model_.arc_head.matrix.padded_rows();
  const std::size_t product_stride = model_.arc.matrix.padded_rows();
  model_.arc.run(scratch.faces[0].data(), scratch.inputs.size(),
                 model_.arc_dependent.matrix.padded_rows(), false, scratch.layer, scratch.products,
                 path_);
  scratch.arc_scores.clear();
  for (const Sequence& window : scratch.windows) {
    scratch.head_faces.assign(scratch.faces[1].data() + window.begin * head_stride, window.size,
                              model_.arc_head.outputs, head_stride);
    const std::size_t scores = window.size * scratch.head_faces.padded_rows();
    scratch.arc_scores.resize(scratch.arc_scores.size() + scores);
    scratch.head_faces.multiply(
        scratch.products.data() + window.begin * product_stride, window.size, product_stride,
        scratch.arc_scores.data() + scratch.arc_scores.size() - scores, path_);
  }
}

void Parser::attach(Scratch& scratch) const {
  scratch.heads.clear();
  scratch.margins.clear();
  const std::int32_t* scores = scratch.arc_scores.data();
  for (const Sequence& window : scratch.windows) {
    const std::size_t stride = padded_to(window.size, Int8Matrix::kRowBlock);
    scratch.heads.push_back(window.begin);
    scratch.margins.push_back(0);
    const std::int32_t* row = scores;
    for (const int head : best_heads(scores, window.size - 1, stride)) {
      row += stride;
      scratch.heads.push_back(window.begin + static_cast<std::size_t>(head));
      scratch.margins.push_back(margin_of(std::span(row, window.size),
                                          scratch.heads.size() - 1 - window.begin,
                                          static_cast<std::size_t>(head)));
    }
    scores += window.size * stride;
  }
}

// A relation's score is the sum, over the numbers of the head's face, of the number times what the
// dependent's face makes of it. Most numbers of a face are zero; what goes with them is left out.
void Parser::score_relations(Scratch& scratch) const {
  const std::size_t stride = model_.relation_dependent.matrix.padded_rows();
  const std::size_t head_stride = model_.relation_head.matrix.padded_rows();
  const ParserLoops& loops = parser_loops(path_);
  scratch.met.resize(scratch.labelled.size() + 1);
  for (std::size_t number = 0; number < relations_.size(); ++number) {
    const QuantisedLayer& layer = relations_[number];
    const std::size_t columns = layer.matrix.padded_columns();
    const auto head_number = [&](std::size_t word) {
      return scratch.faces[3][scratch.heads[word] * head_stride + number];
    };
    std::size_t met = 0;
    for (const std::size_t word : scratch.labelled) {
      scratch.met[met] = word;
      met += head_number(word) != 0 ? 1 : 0;
    }
    scratch.products.resize(met * columns);
    for (std::size_t i = 0; i < met; ++i) {
      const std::int8_t* face = scratch.faces[2].data() + scratch.met[i] * stride;
      std::copy(face, face + columns, scratch.products.data() + i * columns);
    }
    std::int32_t* sums = scratch.layer.room_for_sums(met * kRelationRows);
    layer.matrix.multiply(scratch.products.data(), met, columns, sums, path_);
    for (std::size_t i = 0; i < met; ++i) {
      loops.add_outputs({layer.bias.data(), layer.multiplier.data(), kRelationRows},
                        sums + i * kRelationRows, head_number(scratch.met[i]),
                        scratch.relation_scores.data() + scratch.met[i] * kRelationRows);
    }
  }
}

// Adds the arcs of all windows; heads count from the start of the window.
void Parser::label(Scratch& scratch) const {
  scratch.labelled.clear();
  for (std::size_t word = 0; word < scratch.inputs.size(); ++word) {
    if (const std::size_t head = scratch.heads[word]; scratch.heads[head] != head) {
      scratch.labelled.push_back(word);
    }
  }
  scratch.relation_scores.assign(scratch.inputs.size() * kRelationRows, 0);
  score_relations(scratch);
  for (const Sequence& window : scratch.windows) {
    for (std::size_t word = window.begin + 1; word < window.begin + window.size; ++word) {
      const std::size_t head = scratch.heads[word];
      std::int32_t* scores = scratch.relation_scores.data() + word * kRelationRows;
      scratch.parse.arcs.push_back(head == window.begin
                                       ? Arc{kRoot, Deprel::kRoot, scratch.margins[word]}
                                       : Arc{static_cast<int>(head - window.begin) - 1,
                                             best_relation(scores), scratch.margins[word]});
    }
  }
}

// Adds the tags and names of all windows.
void Parser::classify(Scratch& scratch) const {
  const std::size_t width = std::size_t{2} * model_.lstm.back()[0].units;
  for (const Sequence& window : scratch.windows) {
    const std::int8_t* first = scratch.states[0].data() + (window.begin + 1) * width;
    const std::size_t words = window.size - 1;
    model_.tag.run(first, words, width, scratch.class_scores, path_);
    for (std::size_t i = 0; i < words; ++i) {
      const std::int32_t* row = scratch.class_scores.data() + i * model_.tag.stride();
      scratch.parse.tags.push_back(
          static_cast<TagId>(std::max_element(row, row + model_.tag.outputs) - row));
    }
    model_.name.run(first, words, width, scratch.class_scores, path_);
    const std::vector<NameTag> names =
        best_names(scratch.class_scores.data(), words, model_.name.stride());
    scratch.parse.names.insert(scratch.parse.names.end(), names.begin(), names.end());
  }
}

void Parser::parse(std::span<const WordForm> words, std::span<const TagId> tags,
                   std::span<const std::size_t> ends, Scratch& scratch, Parse& out) const {
  const auto take_steps = [&] {
    for (const Step& step : kSteps) {
      (this->*step.run)(scratch);
    }
    begin_batch(scratch);
  };
  scratch.parse = {};
  begin_batch(scratch);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    while (begin < end) {
      const std::size_t count = std::min(kWindow, end - begin);
      add_window(words.subspan(begin, count), tags.subspan(begin, count), scratch);
      begin += count;
      if (scratch.inputs.size() >= kBatch) {
        take_steps();
      }
    }
  }
  if (!scratch.inputs.empty()) {
    take_steps();
  }
  begin = 0;
  for (const std::size_t end : ends) {
    join_windows(std::span(scratch.parse.arcs).subspan(begin, end - begin));
    begin = end;
  }
  std::swap(out, scratch.parse);
}

void Parser::parse(const std::vector<WordForm>& words, const std::vector<TagId>& tags,
                   Scratch& scratch, Parse& out) const {
  const std::size_t end = words.size();
  parse(words, tags, {&end, 1}, scratch, out);
}

}  // namespace rapport::extract
