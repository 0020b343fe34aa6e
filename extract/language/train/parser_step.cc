// Jackknifed tags, the parser's settings, what it learns from, and how it does meanwhile.

#include "extract/language/train/parser_step.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "rapport/extract/conllu.h"

#include "extract/language/model_file.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/names.h"
#include "extract/language/train/parser_trainer.h"
#include "extract/language/train/tagger_trainer.h"
#include "extract/language/train/teacher.h"

namespace rapport::extract::train {

namespace {

using Path = std::filesystem::path;
using Clock = std::chrono::steady_clock;

// The kind and version of the file of jackknifed tags.
constexpr std::string_view kTagsKind = "JACK";
constexpr std::uint32_t kTagsVersion = 1;

struct Settings {
  ParserOptions options;
  std::size_t words = 40'000;
  Path to;
  Path vectors;
  Path teacher;
};

Result<std::vector<std::vector<TagId>>> read_jackknife(const Corpus& corpus, const Path& work) {
  const std::string name = (work / "jackknife.tags").string();
  RAPPORT_TRY(const std::string file, read_model_file(name));
  RAPPORT_TRY(const std::string_view payload, model_payload(file, name, kTagsKind, kTagsVersion));
  ModelReader in(payload);
  std::vector<std::vector<TagId>> tags;
  for (const Example& example : corpus.examples) {
    tags.push_back(in.array<TagId>());
    if (tags.back().size() != example.words.size()) {
      in.fail();
    }
  }
  if (!in.at_end()) {
    return Error{Code::kCorrupt, "belongs to other treebanks", name,
                 "run the step jackknife again"};
  }
  return tags;
}

// The development sentences of a treebank with the tags that the parser will see.
struct DevelopmentSet {
  std::string name;
  std::vector<ConlluSentence> gold;
  std::vector<NamedSentence> names;  // of those sentences for which they are known
  std::vector<bool> named;           // which ones
  std::vector<std::vector<WordForm>> words;
  std::vector<std::vector<TagId>> tags;
};

Result<std::vector<DevelopmentSet>> development_sets(const Path& treebanks, const Tagger& tagger) {
  std::vector<DevelopmentSet> sets;
  Tagger::Scratch scratch;
  RAPPORT_TRY(const std::vector<NamedSentence> named,
              read_names(treebanks / "UNER_English-EWT" / "en_ewt-ud-dev.iob2"));
  for (const char* bank : {"EWT", "GUM"}) {
    DevelopmentSet& set = sets.emplace_back();
    set.name = bank;
    RAPPORT_TRY(set.gold, read_treebank(treebanks, bank, "dev"));
    for (const NamedSentence* found : mark_names(named, set.gold)) {
      set.named.push_back(found != nullptr);
      if (found != nullptr) {
        set.names.push_back(*found);
      }
    }
    for (const ConlluSentence& sentence : set.gold) {
      std::vector<WordForm>& words = set.words.emplace_back();
      for (const Word& word : sentence.tree.words) {
        words.push_back(word_form(word.form));
      }
      tagger.tag(words, scratch, set.tags.emplace_back());
    }
  }
  return sets;
}

std::string measure(const Parser& parser, const std::vector<JointTag>& tags,
                    const std::vector<DevelopmentSet>& sets) {
  std::string line;
  Parser::Scratch scratch;
  Parse parse;
  std::vector<NamedSentence> gold_names;
  std::vector<Tree> named_trees;
  for (const DevelopmentSet& set : sets) {
    std::vector<Tree> trees;
    for (std::size_t s = 0; s < set.gold.size(); ++s) {
      parser.parse(set.words[s], set.tags[s], scratch, parse);
      Tree tree = set.gold[s].tree;
      for (std::size_t i = 0; i < tree.words.size(); ++i) {
        tree.words[i].head = parse.arcs[i].head;
        tree.words[i].deprel = parse.arcs[i].deprel;
        tree.words[i].upos = tags[parse.tags[i]].upos;
        tree.words[i].xpos = tags[parse.tags[i]].xpos;
        tree.words[i].name = parse.names[i];
      }
      if (set.named[s]) {
        named_trees.push_back(tree);
      }
      trees.push_back(std::move(tree));
    }
    gold_names.insert(gold_names.end(), set.names.begin(), set.names.end());
    const ParseScores::Count count = score_parses(set.gold, trees).value().all;
    const auto percent = [&](std::size_t part) {
      return 100.0 * static_cast<double>(part) / static_cast<double>(count.words);
    };
    line += fmt::format("  {} {:.2f}/{:.2f} {:.2f}/{:.2f}", set.name, percent(count.upos),
                        percent(count.xpos), percent(count.uas), percent(count.las));
  }
  const NameScores names = score_names(gold_names, named_trees).value();
  return line + fmt::format("  names {:.2f}", names.types.back().percent());
}

// The options of the parser under the names that the command line knows. False for another name.
bool set_option(ParserOptions& options, std::string_view name, double value) {
  const auto number = static_cast<float>(value);
  const auto count = static_cast<std::size_t>(value);
  const std::map<std::string_view, std::variant<float*, std::size_t*>> known{
      {"epochs", &options.epochs},
      {"seed", &options.seed},
      {"rate", &options.rate},
      {"batch", &options.batch_nodes},
      {"silver", &options.silver},
      {"word", &options.sizes.word},
      {"units", &options.sizes.units},
      {"arc", &options.sizes.arc},
      {"relation", &options.sizes.relation},
      {"drop-word", &options.dropout.word},
      {"drop-vector", &options.dropout.vector},
      {"drop-tag", &options.dropout.tag},
      {"drop-input", &options.dropout.input},
      {"drop-state", &options.dropout.state},
      {"drop-face", &options.dropout.face},
      {"weight-tag", &options.weights.tag},
      {"weight-name", &options.weights.name},
  };
  const auto found = known.find(name);
  if (found == known.end()) {
    return false;
  }
  if (float* const* to = std::get_if<float*>(&found->second)) {
    **to = number;
  } else {
    *std::get<std::size_t*>(found->second) = count;
  }
  return true;
}

Result<Settings> read_settings(const std::vector<std::string>& texts) {
  Settings settings;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    const std::string name = text.substr(0, sign);
    const std::string value = sign == std::string::npos ? "" : text.substr(sign + 1);
    const double number = std::strtod(value.c_str(), nullptr);
    if (name == "to" || name == "vectors" || name == "teacher") {
      (name == "to"        ? settings.to
       : name == "vectors" ? settings.vectors
                           : settings.teacher) = value;
    } else if (name == "words") {
      settings.words = static_cast<std::size_t>(number);
    } else if (value.empty() || !set_option(settings.options, name, number)) {
      return Error{Code::kBadInput, "is not a setting of the parser", text,
                   "name=value, as epochs=20"};
    }
  }
  return settings;
}

// WikiGold: names alone, under the tagger's tags.
Result<void> add_wikigold(const Path& treebanks, const Tagger& tagger, Corpus& corpus,
                          std::vector<std::vector<TagId>>& tags) {
  RAPPORT_TRY(const std::vector<NamedSentence> sentences,
              read_names(treebanks / "wikigold" / "wikigold.conll.txt"));
  Tagger::Scratch scratch;
  for (const NamedSentence& sentence : sentences) {
    Example& example = corpus.examples.emplace_back();
    for (const Token& token : sentence.sentence.tokens) {
      example.words.push_back(word_form(token.form));
    }
    example.names = name_tags(sentence);
    tagger.tag(example.words, scratch, tags.emplace_back());
  }
  return {};
}

Result<TrainingSet> training_set(const Path& treebanks, const Path& work, const Tagger& tagger,
                                 const Settings& settings) {
  RAPPORT_TRY(Corpus corpus, read_corpus(treebanks));
  RAPPORT_TRY(auto tags, read_jackknife(corpus, work));
  TrainingSet set;
  set.tags = corpus.tags;
  set.words = treebank_vocabulary(corpus.examples, 2);
  if (!settings.vectors.empty()) {
    RAPPORT_CHECK(add_vectors(settings.vectors, settings.words, set.words));
  }
  RAPPORT_CHECK(add_wikigold(treebanks, tagger, corpus, tags));
  set.gold = parser_examples(corpus.examples, tags, set.words);
  if (!settings.teacher.empty()) {
    RAPPORT_TRY(set.silver, read_silver(settings.teacher, tagger, set.words));
  }
  return set;
}

}  // namespace

Result<void> write_file(const Path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) {
    return Error{Code::kIo, "cannot be written", path.string(), "does the folder exist?"};
  }
  fmt::print("{}: {} bytes\n", path.string(), bytes.size());
  return {};
}

Result<void> make_jackknife(const Path& treebanks, const Path& work) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  TaggerOptions options;
  options.passes = 5;
  ModelWriter out;
  for (const std::vector<TagId>& tags : jackknife_tags(corpus, options)) {
    out.array(tags);
  }
  return write_file(work / "jackknife.tags", out.finish(kTagsKind, kTagsVersion));
}

Result<void> make_parser(const Path& treebanks, const Path& models, const Path& work,
                         const std::vector<std::string>& texts) {
  RAPPORT_TRY(const Settings settings, read_settings(texts));
  RAPPORT_TRY(const std::string file, read_model_file(models / "english.tagger"));
  RAPPORT_TRY(const Tagger tagger, Tagger::read(file, "english.tagger"));
  RAPPORT_TRY(const TrainingSet set, training_set(treebanks, work, tagger, settings));
  RAPPORT_TRY(const std::vector<DevelopmentSet> sets, development_sets(treebanks, tagger));
  fmt::print("{} words, {} of them in the treebanks; {} sentences, {} silver\n",
             set.words.words.size(), set.words.own, set.gold.size(), set.silver.size());
  const Clock::time_point start = Clock::now();
  const Parser parser =
      train_parser(set, settings.options,
                   [&](std::size_t epoch, float loss, const std::function<Parser()>& so_far) {
                     const bool look = epoch % 2 == 0 || epoch == settings.options.epochs;
                     fmt::print("epoch {:2}  loss {:.4f}  {:5.0f} s{}\n", epoch, loss,
                                std::chrono::duration<double>(Clock::now() - start).count(),
                                look ? measure(so_far(), set.tags, sets) : std::string());
                     std::fflush(stdout);
                   });
  return write_file(settings.to.empty() ? models / "english.parser" : settings.to, parser.write());
}

}  // namespace rapport::extract::train
