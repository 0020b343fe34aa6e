// The parser: from words and the tagger's tags to a Universal Dependencies tree, better tags, and
// the names of persons, organisations and places.
//
// A graph-based parser after Dozat and Manning (2017), made small: embeddings of word, tag and
// affixes; two layers of bidirectional LSTM; four narrow layers that give each word its face as
// dependent and as head; a biaffine score for each arc, the best tree over them
// (extract/language/spanning_tree.h), and a biaffine score of each relation for the arcs chosen.
// Tags and names are scored from the same states (extract/language/score_layer.h).
//
// Arithmetic is in integers from end to end (extract/language/parser_layers.h): the same model
// gives the same trees on every machine. Threads: const after load; one Scratch a thread.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/tree.h"
#include "rapport/result.h"

#include "extract/language/key_index.h"
#include "extract/language/parser_layers.h"
#include "extract/language/score_layer.h"
#include "extract/language/tagger.h"
#include "extract/language/word_form.h"

namespace rapport::extract {

struct Arc {
  int head = kRoot;
  Deprel deprel = Deprel::kRoot;
  // By how much the head's score is above that of the best other one; below 0 where only the tree
  // as a whole speaks for it.
  std::int32_t margin = 0;
};

// What the parser says, word by word.
struct Parse {
  std::vector<Arc> arcs;
  std::vector<TagId> tags;
  std::vector<NameTag> names;
};

// Which rows of the embedding tables stand for a word. The trainer and the parser share it.
struct ParserInput {
  static constexpr std::uint32_t kUnknown = 0;  // rows of the word table
  static constexpr std::uint32_t kRootRow = 1;
  static constexpr std::uint32_t kFirstWord = 2;
  static constexpr std::uint32_t kAffixRows = 4096;  // of each affix table, the last one the root's

  std::uint32_t word = kUnknown;
  std::uint32_t tag = 0;  // tag id + 1; 0 the root's
  std::uint32_t suffix = 0;
  std::uint32_t prefix = 0;

  std::array<std::uint32_t, 4> rows() const { return {word, tag, suffix, prefix}; }
};
ParserInput parser_input(const WordForm& word, TagId tag, std::uint32_t word_row);
ParserInput root_input();

// How often a head that was chosen by such a margin is right, in thousandths.
std::uint16_t certainty_of(std::int32_t margin);

class Parser {
 public:
  static constexpr std::string_view kKind = "TREE";
  static constexpr std::uint32_t kVersion = 2;
  static constexpr std::size_t kTables = 4;  // word, tag, suffix, prefix
  static constexpr std::size_t kLayers = 2;
  static constexpr std::size_t kRelationRows =
      padded_to(kDeprelNames.size(), Int8Matrix::kRowBlock);  // of the scores of relations

  struct Model {
    std::string tags;                       // tag_list() of the tagger it was trained with
    std::vector<std::uint32_t> vocabulary;  // hashes of words in lower case, from kFirstWord on
    std::vector<std::int16_t> sigmoid;      // see GateTable
    std::array<Embedding, kTables> tables;
    std::array<std::array<LstmLayer, 2>, kLayers> lstm;  // forward, backward
    QuantisedLayer arc_dependent;
    QuantisedLayer arc_head;
    QuantisedLayer relation_dependent;
    QuantisedLayer relation_head;
    QuantisedLayer arc;       // of arc_dependent's outputs; its outputs meet arc_head's
    QuantisedLayer relation;  // the same, kDeprelNames.size() times as many outputs
    ScoreLayer tag;
    ScoreLayer name;
  };

  static Result<Parser> make(Model model, const std::string& name);
  static Result<Parser> read(std::string_view file, const std::string& name);
  std::string write() const;

  const std::string& tags() const { return model_.tags; }
  std::uint32_t word_row(const WordForm& word) const;

  // For tests: which instructions to use. All give the same trees.
  void use(CodePath path) { path_ = path; }

  // Working memory. A batch is some windows, each the root and then its words; their inputs lie end
  // to end.
  struct Scratch {
    std::vector<ParserInput> inputs;
    std::vector<Sequence> windows;
    std::vector<Sequence> by_size;  // the same, the longest first
    std::vector<std::int8_t> states[2];
    std::vector<std::int8_t> faces[4];
    std::vector<std::int8_t> products;
    std::vector<std::int32_t> arc_scores;  // window after window
    std::vector<std::int32_t> relation_scores;
    std::vector<std::size_t> heads;     // of each input; that of a root is itself
    std::vector<std::int32_t> margins;  // of each input
    std::vector<std::size_t> labelled;  // words whose head is not a root
    std::vector<std::size_t> met;       // those whose head's face is not zero at some place
    std::vector<std::int32_t> class_scores;
    Parse parse;
    Int8Matrix head_faces;
    LayerScratch layer;
  };

  // Sentences of more than kWindow words are parsed in windows, each hung onto the first one's
  // root, so that time and memory stay linear in their length.
  static constexpr std::size_t kWindow = 512;
  // Inputs that are taken together, words and a root for each window: fewer read the weights more
  // often, of more the sums do not stay in the cache.
  static constexpr std::size_t kBatch = 256;
  // Parses sentences that lie end to end, sentence s up to word ends[s]. Heads count from the start
  // of the sentence. Several at a time take less time than one by one, and the trees are the same.
  void parse(std::span<const WordForm> words, std::span<const TagId> tags,
             std::span<const std::size_t> ends, Scratch& scratch, Parse& out) const;
  void parse(const std::vector<WordForm>& words, const std::vector<TagId>& tags, Scratch& scratch,
             Parse& out) const;

  // What parse() is made of: begin a batch, add windows, take the steps in turn. Open for
  // benchmarks.
  struct Step {
    std::string_view name;
    void (Parser::*run)(Scratch& scratch) const;
  };
  static const std::array<Step, 8> kSteps;
  static void begin_batch(Scratch& scratch);
  void add_window(std::span<const WordForm> words, std::span<const TagId> tags,
                  Scratch& scratch) const;

 private:
  void embed(Scratch& scratch) const;
  template <std::size_t kLayer>
  void encode(Scratch& scratch) const;
  void make_faces(Scratch& scratch) const;
  void score_arcs(Scratch& scratch) const;
  void attach(Scratch& scratch) const;
  void score_relations(Scratch& scratch) const;
  void label(Scratch& scratch) const;
  void classify(Scratch& scratch) const;

  Model model_;
  std::vector<QuantisedLayer> relations_;  // model_.relation by the numbers of relation_head
  KeyIndex<std::uint32_t> index_;
  CodePath path_ = best_code_path();
};

}  // namespace rapport::extract
