// Model files from outside: any payload, under a header that fits it, gives a model that works or
// an error. The first byte says which model; the header and check sum are made here, or no input
// would get past them.

#include <cstdint>

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

void try_tagger(std::string_view payload) {
  const auto tagger = Tagger::read(with_header(Tagger::kKind, Tagger::kVersion, payload), "fuzz");
  if (tagger) {
    Tagger::Scratch scratch;
    std::vector<TagId> tags;
    tagger->tag(words(), scratch, tags);
  }
}

void try_lemmatiser(std::string_view payload) {
  const auto lemmatiser =
      Lemmatiser::read(with_header(Lemmatiser::kKind, Lemmatiser::kVersion, payload), "fuzz");
  if (lemmatiser) {
    for (const WordForm& word : words()) {
      (void)lemmatiser->lemma(word, 0);
    }
  }
}

void try_parser(std::string_view payload) {
  const auto parser = Parser::read(with_header(Parser::kKind, Parser::kVersion, payload), "fuzz");
  if (parser) {
    Parser::Scratch scratch;
    Parse parse;
    parser->parse(words(), std::vector<TagId>(words().size(), 0), scratch, parse);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)model_payload(bytes, "fuzz", Tagger::kKind, Tagger::kVersion);
  if (size == 0) {
    return 0;
  }
  const std::string_view payload = bytes.substr(1);
  switch (data[0] % 3) {
    case 0:
      try_tagger(payload);
      break;
    case 1:
      try_lemmatiser(payload);
      break;
    default:
      try_parser(payload);
  }
  return 0;
}
