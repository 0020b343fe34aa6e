// rapport-train: makes the files of models/ from treebanks. Each step reads the files that the
// steps before it wrote, so that a run can be taken up again; scripts/train runs them all.
//
//   rapport-train tagger    TREEBANKS MODELS
//   rapport-train lemmas    TREEBANKS MODELS
//   rapport-train jackknife TREEBANKS WORK
//   rapport-train parser    TREEBANKS MODELS WORK [name=value ...]
//   rapport-train score     TREEBANKS MODELS dev|test

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "rapport/extract/conllu.h"
#include "rapport/extract/language.h"

#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/lemma_trainer.h"
#include "extract/language/train/parser_trainer.h"
#include "extract/language/train/tagger_trainer.h"

namespace rapport::extract::train {
namespace {

using Path = std::filesystem::path;
using Clock = std::chrono::steady_clock;

constexpr const char* kUsage =
    "usage: rapport-train tagger|lemmas TREEBANKS MODELS\n"
    "       rapport-train jackknife TREEBANKS WORK\n"
    "       rapport-train parser TREEBANKS MODELS WORK [name=value ...]\n"
    "       rapport-train score TREEBANKS MODELS dev|test\n";

// The kind and version of the file of jackknifed tags.
constexpr std::string_view kTagsKind = "JACK";
constexpr std::uint32_t kTagsVersion = 1;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

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

std::vector<const Example*> all_of(const Corpus& corpus) {
  std::vector<const Example*> examples;
  for (const Example& example : corpus.examples) {
    examples.push_back(&example);
  }
  return examples;
}

Result<void> make_tagger(const Path& treebanks, const Path& models) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  const Tagger tagger = train_tagger(corpus.tags, all_of(corpus), {});
  return write_file(models / "english.tagger", tagger.write());
}

Result<void> make_lemmas(const Path& treebanks, const Path& models) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  return write_file(models / "english.lemmas", train_lemmatiser(corpus).write());
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

// The development sentences with the tags that the parser will see.
struct DevelopmentSet {
  std::string name;
  std::vector<ConlluSentence> gold;
  std::vector<std::vector<WordForm>> words;
  std::vector<std::vector<TagId>> tags;
};

Result<std::vector<DevelopmentSet>> development_sets(const Path& treebanks, const Path& models) {
  RAPPORT_TRY(const std::string file, read_model_file(models / "english.tagger"));
  RAPPORT_TRY(const Tagger tagger, Tagger::read(file, "english.tagger"));
  std::vector<DevelopmentSet> sets;
  Tagger::Scratch scratch;
  for (const char* bank : {"EWT", "GUM"}) {
    DevelopmentSet& set = sets.emplace_back();
    set.name = bank;
    RAPPORT_TRY(set.gold, read_treebank(treebanks, bank, "dev"));
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

std::string measure(const Parser& parser, const std::vector<DevelopmentSet>& sets) {
  std::string line;
  Parser::Scratch scratch;
  std::vector<Arc> arcs;
  for (const DevelopmentSet& set : sets) {
    std::vector<Tree> trees;
    for (std::size_t s = 0; s < set.gold.size(); ++s) {
      parser.parse(set.words[s], set.tags[s], scratch, arcs);
      Tree tree = set.gold[s].tree;
      for (std::size_t i = 0; i < arcs.size(); ++i) {
        tree.words[i].head = arcs[i].head;
        tree.words[i].deprel = arcs[i].deprel;
      }
      trees.push_back(std::move(tree));
    }
    const ParseScores::Count count = score_parses(set.gold, trees).value().all;
    line += fmt::format("  {} {:.2f}/{:.2f}", set.name,
                        100.0 * static_cast<double>(count.uas) / static_cast<double>(count.words),
                        100.0 * static_cast<double>(count.las) / static_cast<double>(count.words));
  }
  return line;
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
      {"word", &options.sizes.word},
      {"units", &options.sizes.units},
      {"arc", &options.sizes.arc},
      {"relation", &options.sizes.relation},
      {"drop-word", &options.dropout.word},
      {"drop-tag", &options.dropout.tag},
      {"drop-input", &options.dropout.input},
      {"drop-state", &options.dropout.state},
      {"drop-face", &options.dropout.face},
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

Result<ParserOptions> parser_options(const std::vector<std::string>& settings) {
  ParserOptions options;
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    if (sign == std::string::npos ||
        !set_option(options, std::string_view(setting).substr(0, sign),
                    std::strtod(setting.c_str() + sign + 1, nullptr))) {
      return Error{Code::kBadInput, "is not a setting of the parser", setting,
                   "name=value, as epochs=20"};
    }
  }
  return options;
}

Result<void> make_parser(const Path& treebanks, const Path& models, const Path& work,
                         const ParserOptions& options) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  RAPPORT_TRY(const auto tags, read_jackknife(corpus, work));
  RAPPORT_TRY(const std::vector<DevelopmentSet> sets, development_sets(treebanks, models));
  const Clock::time_point start = Clock::now();
  const Parser parser = train_parser(
      corpus, tags, options,
      [&](std::size_t epoch, float loss, const std::function<Parser()>& so_far) {
        const bool look = epoch % 4 == 0 || epoch == options.epochs;
        fmt::print("epoch {:2}  loss {:.4f}  {:5.0f} s{}\n", epoch, loss, seconds_since(start),
                   look ? measure(so_far(), sets) : std::string());
        std::fflush(stdout);
      });
  return write_file(models / "english.parser", parser.write());
}

Result<void> print_scores(const Path& treebanks, const Path& models, const std::string& part) {
  RAPPORT_TRY(const auto language, Language::load(models));
  const Language::ScratchPtr scratch = language->make_scratch();
  for (const char* bank : {"EWT", "GUM"}) {
    RAPPORT_TRY(const std::vector<ConlluSentence> gold, read_treebank(treebanks, bank, part));
    std::vector<Sentence> sentences;
    for (const ConlluSentence& sentence : gold) {
      sentences.push_back(sentence.sentence());
    }
    std::vector<Tree> trees;
    const Clock::time_point start = Clock::now();
    for (const Sentence& sentence : sentences) {
      trees.push_back(language->analyse(sentence, *scratch));
    }
    const double seconds = seconds_since(start);
    RAPPORT_TRY(const ParseScores scores, score_parses(gold, trees));
    fmt::print("{} {}: {}{:.0f} words/s\n\n", bank, part, to_string(scores),
               static_cast<double>(scores.all.words) / seconds);
  }
  return {};
}

Result<void> run(const std::vector<std::string>& args) {
  const std::string step = args.empty() ? "" : args[0];
  if (args.size() == 3 && step == "tagger") {
    return make_tagger(args[1], args[2]);
  }
  if (args.size() == 3 && step == "lemmas") {
    return make_lemmas(args[1], args[2]);
  }
  if (args.size() == 3 && step == "jackknife") {
    return make_jackknife(args[1], args[2]);
  }
  if (args.size() >= 4 && step == "parser") {
    RAPPORT_TRY(const ParserOptions options, parser_options({args.begin() + 4, args.end()}));
    return make_parser(args[1], args[2], args[3], options);
  }
  if (args.size() == 4 && step == "score") {
    return print_scores(args[1], args[2], args[3]);
  }
  return Error{Code::kBadInput, kUsage, "", ""};
}

}  // namespace
}  // namespace rapport::extract::train

int main(int argc, char** argv) {
  const auto result = rapport::extract::train::run({argv + 1, argv + argc});
  if (!result) {
    fmt::print(stderr, "{}\n", rapport::to_string(result.error()));
    return 1;
  }
  return 0;
}
