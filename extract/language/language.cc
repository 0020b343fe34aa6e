// The language engine put together: word forms, tags, lemmas, tree.

#include "rapport/extract/language.h"

#include <utility>

#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/parser.h"
#include "extract/language/tagger.h"
#include "extract/language/word_form.h"

namespace rapport::extract {

class Language::Scratch {
 public:
  std::vector<WordForm> words;
  std::vector<TagId> tags;
  std::vector<Arc> arcs;
  Tagger::Scratch tagger;
  Parser::Scratch parser;
};

void Language::ScratchDeleter::operator()(Scratch* scratch) const { delete scratch; }

namespace {

class TrainedLanguage final : public Language {
 public:
  TrainedLanguage(Tagger tagger, Lemmatiser lemmatiser, Parser parser)
      : tagger_(std::move(tagger)),
        lemmatiser_(std::move(lemmatiser)),
        parser_(std::move(parser)) {}

  ScratchPtr make_scratch() const override { return ScratchPtr(new Scratch); }

  Tree analyse(const Sentence& sentence, Scratch& scratch) const override {
    scratch.words.clear();
    for (const Token& token : sentence.tokens) {
      scratch.words.push_back(word_form(token.form));
    }
    tagger_.tag(scratch.words, scratch.tagger, scratch.tags);
    parser_.parse(scratch.words, scratch.tags, scratch.parser, scratch.arcs);
    Tree tree;
    tree.words.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const JointTag& tag = tagger_.tags()[scratch.tags[i]];
      tree.words.push_back(
          {sentence.tokens[i].form, lemmatiser_.lemma(scratch.words[i], scratch.tags[i]), tag.xpos,
           tag.upos, scratch.arcs[i].deprel, scratch.arcs[i].head, sentence.tokens[i].span});
    }
    return tree;
  }

 private:
  Tagger tagger_;
  Lemmatiser lemmatiser_;
  Parser parser_;
};

// Reads the model of one part from `folder`.
template <typename Part>
Result<Part> read_part(const std::filesystem::path& folder, const char* file_name) {
  const std::filesystem::path path = folder / file_name;
  RAPPORT_TRY(const std::string file, read_model_file(path));
  return Part::read(file, path.string());
}

}  // namespace

Result<std::shared_ptr<const Language>> Language::load(const std::filesystem::path& folder) {
  RAPPORT_TRY(Tagger tagger, read_part<Tagger>(folder, "english.tagger"));
  RAPPORT_TRY(Lemmatiser lemmatiser, read_part<Lemmatiser>(folder, "english.lemmas"));
  RAPPORT_TRY(Parser parser, read_part<Parser>(folder, "english.parser"));
  const std::string tags = tag_list(tagger.tags());
  if (lemmatiser.tags() != tags || parser.tags() != tags) {
    return Error{Code::kCorrupt, "the models do not belong together: their tags differ",
                 folder.string(), "reinstall Rapport, or train all models anew with scripts/train"};
  }
  return std::shared_ptr<const Language>(std::make_shared<TrainedLanguage>(
      std::move(tagger), std::move(lemmatiser), std::move(parser)));
}

}  // namespace rapport::extract
