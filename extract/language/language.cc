// The language engine put together: word forms, tags, lemmas, tree.

#include "rapport/extract/language.h"

#include <utility>

#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/parser.h"
#include "extract/language/tagger.h"
#include "extract/language/tree_mend.h"
#include "extract/language/word_form.h"

namespace rapport::extract {

class Language::Scratch {
 public:
  // Of some sentences, end to end.
  std::vector<WordForm> words;
  std::vector<std::size_t> ends;
  std::vector<TagId> tags;
  Parse parse;
  std::vector<TagId> sentence_tags;
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

  std::vector<Tree> analyse(std::span<const Sentence* const> sentences,
                            Scratch& scratch) const override {
    std::vector<Tree> trees;
    trees.reserve(sentences.size());
    for (std::size_t begin = 0; begin < sentences.size();) {
      scratch.words.clear();
      scratch.tags.clear();
      scratch.ends.clear();
      std::size_t end = begin;
      while (end < sentences.size() &&
             scratch.words.size() + scratch.ends.size() < Parser::kBatch) {
        tag(*sentences[end++], scratch);
      }
      parser_.parse(scratch.words, scratch.tags, scratch.ends, scratch.parser, scratch.parse);
      std::size_t word = 0;
      for (; begin < end; ++begin) {
        trees.push_back(tree(*sentences[begin], word, scratch));
        word += sentences[begin]->tokens.size();
      }
    }
    return trees;
  }

 private:
  // Adds the words of a sentence and their tags.
  void tag(const Sentence& sentence, Scratch& scratch) const {
    const std::size_t begin = scratch.words.size();
    for (const Token& token : sentence.tokens) {
      scratch.words.push_back(word_form(token.form));
    }
    tagger_.tag(std::span(scratch.words).subspan(begin), scratch.tagger, scratch.sentence_tags);
    scratch.tags.insert(scratch.tags.end(), scratch.sentence_tags.begin(),
                        scratch.sentence_tags.end());
    scratch.ends.push_back(scratch.words.size());
  }

  // The tree of a sentence whose words begin at number `begin`.
  Tree tree(const Sentence& sentence, std::size_t begin, const Scratch& scratch) const {
    Tree tree;
    tree.words.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const WordForm& word = scratch.words[begin + i];
      const TagId tag_id = scratch.parse.tags[begin + i];
      const JointTag& tag = tagger_.tags()[tag_id];
      const Arc& arc = scratch.parse.arcs[begin + i];
      tree.words.push_back({sentence.tokens[i].form, lemmatiser_.lemma(word, tag_id), tag.xpos,
                            tag.upos, arc.deprel, arc.head, sentence.tokens[i].span,
                            scratch.parse.names[begin + i], certainty_of(arc.margin)});
    }
    mend_parse(tree);
    return tree;
  }

  Tagger tagger_;
  Lemmatiser lemmatiser_;
  Parser parser_;
};

// Reads the model of one part from `folder`.
template <typename Part>
Result<Part> read_part(const std::filesystem::path& folder, const char* file_name) {
  const std::filesystem::path path = folder / file_name;
  RAPPORT_TRY(const MappedFile file, MappedFile::open(path));
  return Part::read(file.bytes(), path.string());
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
