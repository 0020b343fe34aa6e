// Each fault that an author can make is found and said with its place.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rapport/pack/pack.h"

namespace rapport::pack {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// A small pack without fault; the tests below spoil one thing each.
const char* const kSound = R"({
  "format": 1, "name": "small", "version": "1",
  "types": [
    {"name": "Actor", "abstract": true},
    {"name": "Country", "parent": "Actor", "nouns": ["country"], "fill": "#56b4e9", "shape": "box"},
    {"name": "Outcome", "nouns": ["peace"], "suffixes": ["-ness"]}
  ],
  "relations": [
    {"name": "COOPERATES_WITH", "from": "Actor", "to": "Actor", "symmetric": true, "label": "cooperates with"},
    {"name": "YIELDS", "from": ["Actor", "Outcome"], "to": "Outcome", "label": "yields", "plover": "AID"}
  ],
  "patterns": [
    {"id": "foster", "frame": "verb", "cues": ["foster", "lead to"], "confidence": 0.85,
     "gives": [{"from": "subject", "to": "object|prep:to", "only_from": ["Country"], "relation": ["COOPERATES_WITH", "YIELDS"], "modality": "planned", "polarity": "negated", "confidence": 0.125}]}
  ],
  "names": [
    {"name": "Iraq", "type": "Country", "aliases": ["Republic of Iraq"], "adjectives": ["Iraqi"]},
    {"name": "Iran", "type": "Country"}
  ],
  "stop": ["thing"]
})";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

Error error_of(const std::string& json) {
  const auto pack = Pack::parse(json, "x.json", "/nonexistent");
  EXPECT_FALSE(pack.has_value()) << "no fault was found";
  return pack ? Error{} : pack.error();
}

TEST(Load, TakesASoundPack) {
  const auto pack = Pack::parse(kSound, "x.json", "/nonexistent");
  ASSERT_TRUE(pack.has_value()) << to_string(pack.error());
  const Pack& p = **pack;
  EXPECT_EQ(p.name(), "small");
  ASSERT_EQ(p.patterns().size(), 1U);
  EXPECT_EQ(p.patterns()[0].confidence, 850);
  const Gives& gives = p.patterns()[0].gives.at(0);
  EXPECT_EQ(gives.from, std::vector<std::string>{"subject"});
  EXPECT_EQ(gives.to, (std::vector<std::string>{"object", "prep:to"}));
  EXPECT_EQ(gives.only_from, std::vector<TypeIndex>{*p.find_type("Country")});
  EXPECT_TRUE(gives.only_to.empty());
  EXPECT_EQ(gives.relations.size(), 2U);
  EXPECT_EQ(gives.modality, Modality::kPlanned);
  EXPECT_EQ(gives.polarity, Polarity::kNegated);
  EXPECT_EQ(gives.confidence, 125);
  EXPECT_EQ(p.hash().size(), 64U);
}

TEST(Load, ConvertsEveryThousandthExactly) {
  for (int n = 1; n <= 1000; ++n) {
    char number[16];
    std::snprintf(number, sizeof number, "%d.%03d", n / 1000, n % 1000);
    const auto pack = Pack::parse(replaced(kSound, "0.85", number), "x.json", "");
    ASSERT_TRUE(pack.has_value()) << number;
    ASSERT_EQ((*pack)->patterns()[0].confidence, n);
  }
}

struct Case {
  const char* what;     // this of kSound ...
  const char* with;     // ... becomes this
  const char* pointer;  // where the fault is
  const char* says;     // part of message and hint
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.with; }

class Fault : public testing::TestWithParam<Case> {};

TEST_P(Fault, IsFoundAtItsPlace) {
  const Case& c = GetParam();
  const Error error = error_of(replaced(kSound, c.what, c.with));
  EXPECT_EQ(error.code, Code::kBadInput);
  EXPECT_EQ(error.where, std::string("x.json: ") + c.pointer) << to_string(error);
  EXPECT_THAT(error.message + " (" + error.hint + ")", HasSubstr(c.says));
}

INSTANTIATE_TEST_SUITE_P(
    Load, Fault,
    testing::Values(
        // the whole
        Case{"\"format\": 1, ", "", "/", "\"format\" is missing"},
        Case{"\"format\": 1", "\"format\": \"1\"", "/format", "must be the number 1"},
        Case{"\"version\": \"1\",", "", "/", "\"version\" is missing"},
        Case{"\"name\": \"small\"", "\"name\": 5", "/name", "must be a text, not a number"},
        Case{"\"name\": \"small\"", "\"name\": \" \"", "/name", "is empty"},
        Case{"\"stop\"", "\"stopp\"", "/stopp", "did you mean stop?"},
        Case{"\"stop\": [\"thing\"]", "\"stop\": \"thing\"", "/stop", "must be a list, not a text"},
        Case{"\"stop\": [\"thing\"]", "\"stop\": [\"thing\", \"Thing\"]", "/stop", "listed twice"},
        Case{"\"stop\": [\"thing\"]", "\"parts\": 3", "/parts", "list of files"},
        Case{"\"stop\": [\"thing\"]", "\"parts\": [\"a.json\"]", "/parts/0", "no such file"},
        Case{"\"stop\": [\"thing\"]", "\"parts\": [\"/etc/passwd\"]", "/parts/0", "relative"},
        Case{"\"stop\": [\"thing\"]", "\"parts\": [7]", "/parts/0", "name of a file"},
        // types
        Case{"\"parent\": \"Actor\"", "\"parent\": \"Actr\"", "/types/1/parent",
             "no type \"Actr\" (did you mean Actor?)"},
        Case{"{\"name\": \"Actor\",", "{\"name\": \"Actor\", \"parent\": \"Country\",",
             "/types/1/parent", "its own ancestor"},
        Case{"{\"name\": \"Outcome\",", "{\"name\": \"Outcome\", \"parent\": \"Outcome\",",
             "/types/2/parent", "its own ancestor"},
        Case{"{\"name\": \"Outcome\",", "{\"name\": \"Country\",", "/types/2/name",
             "declared twice"},
        Case{"{\"name\": \"Outcome\",", "{\"name\": \"Out come\",", "/types/2/name", "letters"},
        Case{"{\"name\": \"Outcome\",", "{\"name\": \"Outcome\", \"abstract\": true,", "/types/2",
             "no concrete subtype"},
        Case{"\"abstract\": true", "\"abstract\": \"yes\"", "/types/0/abstract", "true or false"},
        Case{"#56b4e9", "blue", "/types/1/fill", "#rrggbb"},
        Case{"#56b4e9", "#56b4eg", "/types/1/fill", "#rrggbb"},
        Case{"\"shape\": \"box\"", "\"shape\": \"bok\"", "/types/1/shape", "did you mean box?"},
        Case{"[\"peace\"]", "[\"country\"]", "/types/2/nouns", "already a noun of Country"},
        Case{"[\"peace\"]", "[\"Peace\"]", "/types/2/nouns", "write it peace"},
        Case{"[\"peace\"]", "[\"\"]", "/types/2/nouns/0", "is empty"},
        Case{"[\"-ness\"]", "[\"-\"]", "/types/2/suffixes", "suffix"},
        Case{"\"nouns\": [\"peace\"]", "\"noun\": [\"peace\"]", "/types/2/noun",
             "did you mean nouns?"},
        Case{"\"nouns\": [\"peace\"]", "\"generic\": \"Actor\"", "/types/2/generic", "abstract"},
        Case{"\"nouns\": [\"peace\"]", "\"may_be\": [\"Peace\"]", "/types/2/may_be", "no type"},
        Case{"\"stop\": [\"thing\"]", "\"default_named\": \"Actor\"", "/default_named", "abstract"},
        Case{"\"stop\": [\"thing\"]", "\"nouns\": [{\"type\": \"Outcom\", \"nouns\": [\"x\"]}]",
             "/nouns/0/type", "did you mean Outcome?"},
        // relations
        Case{"\"to\": \"Outcome\"", "\"to\": \"Contry\"", "/relations/1/to",
             "no type \"Contry\" (did you mean Country?)"},
        Case{"\"to\": \"Outcome\"", "\"to\": []", "/relations/1/to", "could never hold"},
        Case{"\"to\": \"Outcome\", ", "", "/relations/1", "\"to\" is missing"},
        Case{"\"name\": \"YIELDS\"", "\"name\": \"COOPERATES_WITH\"", "/relations/1/name",
             "declared twice"},
        Case{"\"name\": \"YIELDS\"", "\"name\": \"1YIELDS\"", "/relations/1/name", "letters"},
        Case{"\"plover\": \"AID\"", "\"plover\": \"ADI\"", "/relations/1/plover",
             "did you mean AID?"},
        Case{", \"label\": \"yields\"", "", "/relations/1", "\"label\" is missing"},
        // patterns
        Case{"\"frame\": \"verb\"", "\"frame\": \"verbs\"", "/patterns/0/frame",
             "did you mean verb?"},
        Case{"[\"foster\", \"lead to\"]", "[\"foster\", \"\"]", "/patterns/0/cues/1", "is empty"},
        Case{"[\"foster\", \"lead to\"]", "[]", "/patterns/0/cues", "is empty"},
        Case{"[\"foster\", \"lead to\"]", "[\"foster\", \"foster\"]", "/patterns/0/cues/1",
             "listed twice"},
        Case{"[\"foster\", \"lead to\"]", "[\"Foster\"]", "/patterns/0/cues",
             "write it \"foster\""},
        Case{"\"confidence\": 0.85", "\"confidence\": 1.5", "/patterns/0/confidence", "at most 1"},
        Case{"\"confidence\": 0.85", "\"confidence\": 0", "/patterns/0/confidence", "above 0"},
        Case{"\"confidence\": 0.85", "\"confidence\": 0.8505", "/patterns/0/confidence",
             "decimals"},
        Case{"\"confidence\": 0.85", "\"confidence\": 1e-9", "/patterns/0/confidence", "decimals"},
        Case{"\"confidence\": 0.85", "\"confidence\": \"0.85\"", "/patterns/0/confidence",
             "must be a number"},
        Case{"\"YIELDS\"], \"mod", "\"YIELD\"], \"mod", "/patterns/0/gives/0/relation",
             "did you mean YIELDS?"},
        Case{"\"modality\": \"planned\"", "\"modality\": \"plan\"", "/patterns/0/gives/0/modality",
             "asserted, possible, planned, recommended"},
        Case{"\"polarity\": \"negated\"", "\"polarity\": \"no\"", "/patterns/0/gives/0/polarity",
             "affirmed, negated"},
        Case{"\"only_from\": [\"Country\"]", "\"only_from\": [\"Land\"]",
             "/patterns/0/gives/0/only_from", "no type \"Land\""},
        Case{"object|prep:to", "object||prep:to", "/patterns/0/gives/0/to", "empty role"},
        Case{"object|prep:to", "object|object", "/patterns/0/gives/0/to", "listed twice"},
        Case{"object|prep:to", "subject", "/patterns/0/gives/0", "only a symmetric relation"},
        Case{"[\"COOPERATES_WITH\", \"YIELDS\"]", "[\"YIELDS\", \"YIELDS\"]",
             "/patterns/0/gives/0/relation/1", "listed twice"},
        // names
        Case{"\"name\": \"Iran\"", "\"name\": \"iraq\"", "/names/1/name",
             "claimed by Iraq and by iraq"},
        Case{"\"name\": \"Iran\"", "\"name\": \"Iran\", \"aliases\": [\"IRAQI\"]",
             "/names/1/aliases", "claimed by Iraq and by Iran"},
        Case{"\"name\": \"Iran\"", "\"name\": \"Iran\", \"aliases\": [\"Iran\"]",
             "/names/1/aliases", "the name itself"},
        Case{"\"name\": \"Iran\"", "\"name\": \"-.-\"", "/names/1/name", "no letter"},
        Case{"\"name\": \"Iran\", \"type\": \"Country\"", "\"name\": \"Iran\", \"type\": \"Actor\"",
             "/names/1/type", "abstract"},
        Case{"\"name\": \"Iran\", \"type\": \"Country\"", "\"name\": \"Iran\"", "/names/1",
             "\"type\" is missing"},
        Case{"{\"name\": \"Iran\", \"type\": \"Country\"}", "[]", "/names/1",
             "must be an object, not a list"}));

TEST(Load, FindsARelationThatCanNeverBeGiven) {
  const std::string json = replaced(
      kSound, "\"name\": \"YIELDS\", \"from\": [\"Actor\", \"Outcome\"], \"to\": \"Outcome\"",
      "\"name\": \"YIELDS\", \"from\": \"Country\", \"to\": \"Country\"");
  const Error error = error_of(json);
  EXPECT_EQ(error.where, "x.json: /patterns/0/gives/0/relation");
  EXPECT_THAT(error.message, HasSubstr("YIELDS can never be given"));
}

TEST(Load, WritesAlternativesOfCuesOut) {
  const auto pack = Pack::parse(
      replaced(kSound, R"(["foster", "lead to"])", R"(["lift|ease ban|curfew", "ship | port"])"),
      "x.json", "/nonexistent");
  ASSERT_TRUE(pack.has_value()) << to_string(pack.error());
  EXPECT_THAT(
      (*pack)->patterns()[0].cues,
      testing::ElementsAre("lift ban", "lift curfew", "ease ban", "ease curfew", "ship | port"));
  EXPECT_EQ((*pack)->patterns_for("verb", "ease ban").size(), 1U);
  EXPECT_THAT(
      error_of(replaced(kSound, R"(["foster", "lead to"])", R"(["lift|ease", "ease"])")).message,
      HasSubstr("\"ease\" is listed twice"));
  const std::string many = "a|b|c|d|e|f|g|h|i|j|k";
  EXPECT_THAT(
      error_of(replaced(kSound, "lead to", many + " " + many + " " + many + " " + many)).message,
      HasSubstr("more than 10000 cues"));
}

TEST(Load, ReadsMoods) {
  const std::string yields = R"("label": "yields", )";
  const auto pack = Pack::parse(
      replaced(replaced(kSound, yields, yields + R"("becomes": [{"when": ["planned", "negated"],
                                                 "relation": "COOPERATES_WITH"}], )"),
               R"("cues": ["foster", "lead to"])", R"("when": "recommended")"),
      "x.json", "/nonexistent");
  ASSERT_TRUE(pack.has_value()) << to_string(pack.error());
  const RelationIndex cooperates = *(*pack)->find_relation("COOPERATES_WITH");
  const RelationIndex gives = *(*pack)->find_relation("YIELDS");
  const auto in_mood = [&](Modality modality, Polarity polarity) {
    return (*pack)->in_mood(gives, modality, polarity);
  };
  EXPECT_EQ(in_mood(Modality::kPlanned, Polarity::kAffirmed), cooperates);
  EXPECT_EQ(in_mood(Modality::kAsserted, Polarity::kNegated), cooperates);
  EXPECT_EQ(in_mood(Modality::kAsserted, Polarity::kAffirmed), gives);
  EXPECT_EQ(in_mood(Modality::kPossible, Polarity::kAffirmed), gives);
  const Mood& when = *(*pack)->patterns()[0].when;
  EXPECT_TRUE(when.holds(Modality::kRecommended, Polarity::kAffirmed));
  EXPECT_FALSE(when.holds(Modality::kRecommended, Polarity::kNegated));
}

TEST(Load, FindsUnknownMoodsAndWhatTheyTurnInto) {
  const std::string cues = R"("cues": ["foster", "lead to"])";
  EXPECT_THAT(error_of(replaced(kSound, cues, R"("when": "hoped")")).message,
              HasSubstr("no mood \"hoped\""));
  EXPECT_THAT(
      to_string(error_of(replaced(kSound, R"("plover": "AID")",
                                  R"("becomes": [{"when": "planned", "relation": "YIELD"}])"))),
      HasSubstr("did you mean YIELDS?"));
}

TEST(Load, FindsPatternsThatCouldNeverGive) {
  const auto error_with = [](const std::string& gives) {
    return to_string(error_of(replaced(kSound, "\"patterns\": [",
                             "\"patterns\": [{\"id\": \"x\", \"frame\": \"noun\", \"gives\": [" +
                                 gives + "]},")));
  };
  EXPECT_THAT(error_with(R"({"from": "poss", "to": "self", "relation": []})"),
              HasSubstr("is empty"));
  EXPECT_THAT(error_with(R"({"from": [], "to": "self", "relation": "YIELDS"})"),
              HasSubstr("is empty"));
  EXPECT_THAT(error_with(R"({"from": "subjct", "to": "self", "relation": "YIELDS"})"),
              HasSubstr("no role \"subjct\" (did you mean subject?)"));
  EXPECT_THAT(error_with(R"({"from": "column:3", "to": "self", "relation": "YIELDS"})"),
              HasSubstr("no role \"column:3\""));
}

TEST(Load, FindsNamesThatAreTooLong) {
  std::string name = "Iran";
  for (int i = 0; i < 50; ++i) {
    name += " Iran";
  }
  EXPECT_THAT(
      error_of(replaced(kSound, "{\"name\": \"Iran\"", "{\"name\": \"" + name + "\"")).message,
      HasSubstr("a name of more than 40 words"));
}

TEST(Load, FindsAPatternDeclaredTwice) {
  const Error error = error_of(replaced(
      kSound, "\"patterns\": [",
      R"("patterns": [{"id": "foster", "frame": "noun", "gives": [{"from": "poss", "to": "self", "relation": "YIELDS"}]},)"));
  EXPECT_EQ(error.where, "x.json: /patterns/1/id");
  EXPECT_THAT(error.message, HasSubstr("declared twice (x.json: /patterns/0)"));
}

TEST(Load, EscapesPointers) {
  EXPECT_EQ(error_of(replaced(kSound, "\"stop\"", "\"a/b~c\"")).where, "x.json: /a~1b~0c");
}

TEST(Load, ListsTenFaultsAndCountsTheRest) {
  std::string names;
  for (int i = 0; i < 15; ++i) {
    names += ",{\"name\": \"N" + std::to_string(i) + "\", \"type\": \"Contry\"}";
  }
  const Error error = error_of(replaced(kSound, "{\"name\": \"Iran\", \"type\": \"Country\"}",
                                        "{\"name\": \"Iran\", \"type\": \"Contry\"}" + names));
  EXPECT_EQ(error.where, "x.json: /names/1/type");
  EXPECT_THAT(error.message,
              StartsWith("no type \"Contry\" (did you mean Country?)\nx.json: /names/2"));
  EXPECT_THAT(error.message, EndsWith("\nand 6 more"));
  EXPECT_EQ(std::count(error.message.begin(), error.message.end(), '\n'), 10);
}

TEST(Load, RefusesANewerFormat) {
  const Error error = error_of(replaced(kSound, "\"format\": 1", "\"format\": 2"));
  EXPECT_EQ(error.code, Code::kUnsupported);
  EXPECT_EQ(error.where, "x.json: /format");
}

TEST(Load, SaysLineAndColumnOfASyntaxError) {
  const Error error = error_of("{\n  \"format\": 1,\n  \"name\" \"x\"\n}");
  EXPECT_EQ(error.code, Code::kBadInput);
  EXPECT_THAT(error.where, StartsWith("x.json: line 3, column "));
  EXPECT_THAT(error.message, StartsWith("is no JSON: "));
}

TEST(Load, TakesOnlyJson) {
  for (const char* text : {"", " ", "nul", "{", "[1,", "\"\\ud800\"", "{\"a\": \xff}", "1e999",
                           "{} {}", "null", "[]", "7", "\xef\xbb\xbf", "//x\n{}"}) {
    EXPECT_FALSE(Pack::parse(text, "x.json", "").has_value()) << text;
  }
}

TEST(Load, TakesAByteOrderMark) {
  EXPECT_TRUE(Pack::parse("\xef\xbb\xbf" + std::string(kSound), "x.json", "").has_value());
}

TEST(Load, RefusesAKeyGivenTwice) {
  const Error error = error_of(replaced(kSound, "\"stop\"", "\"names\": [], \"stop\""));
  EXPECT_THAT(error.message, HasSubstr("\"names\" is given twice"));
  EXPECT_THAT(error.where, StartsWith("x.json: line 20, column "));
}

TEST(Load, BoundsNesting) {
  for (const char* open : {"[", "{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 100000; ++i) {
      deep += open;
    }
    EXPECT_THAT(error_of(deep).message, HasSubstr("32 levels"));
    EXPECT_THAT(error_of(replaced(kSound, "[\"thing\"]", deep)).message, HasSubstr("32 levels"));
  }
}

class PackFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "rapport-pack-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::filesystem::path folder_;
};

TEST_F(PackFolder, AppendsParts) {
  write("p.json", replaced(kSound, "\"stop\":", "\"parts\": [\"parts/more.json\"], \"stop\":"));
  write("parts/more.json", R"({"title": "More", "names": [{"name": "Kenya", "type": "Country"}],
                               "stop": ["stuff"], "nouns": [{"type": "Outcome", "nouns": ["trust"]}]})");
  const auto pack = Pack::load(folder_ / "p.json");
  ASSERT_TRUE(pack.has_value()) << to_string(pack.error());
  EXPECT_EQ((*pack)->names().size(), 3U);
  EXPECT_TRUE((*pack)->find_name("kenya"));
  EXPECT_TRUE((*pack)->is_stopped("stuff"));
  EXPECT_EQ((*pack)->type_of_noun("trust"), (*pack)->find_type("Outcome"));
}

TEST_F(PackFolder, NamesThePartOfAFault) {
  write("p.json", replaced(kSound, "\"stop\":", "\"parts\": [\"more.json\"], \"stop\":"));
  write("more.json", R"({"names": [{"name": "Irak", "type": "Country", "aliases": ["Iraq"]}]})");
  const auto pack = Pack::load(folder_ / "p.json");
  ASSERT_FALSE(pack.has_value());
  EXPECT_EQ(pack.error().where, (folder_ / "more.json").string() + ": /names/0/aliases");
  EXPECT_EQ(pack.error().message, "\"Iraq\" is claimed by Iraq and by Irak");

  write("more.json", R"({"format": 1})");
  EXPECT_EQ(Pack::load(folder_ / "p.json").error().where,
            (folder_ / "more.json").string() + ": /format");

  write("more.json", "{");
  EXPECT_EQ(Pack::load(folder_ / "p.json").error().where,
            (folder_ / "more.json").string() + ": line 1, column 2");
}

TEST_F(PackFolder, HashesPartsToo) {
  write("p.json", replaced(kSound, "\"stop\":", "\"parts\": [\"more.json\"], \"stop\":"));
  write("more.json", R"({"stop": ["a"]})");
  const std::string first = (*Pack::load(folder_ / "p.json"))->hash();
  EXPECT_EQ((*Pack::load(folder_ / "p.json"))->hash(), first);
  write("more.json", R"({"stop": ["b"]})");
  EXPECT_NE((*Pack::load(folder_ / "p.json"))->hash(), first);
}

TEST_F(PackFolder, SaysWhatIsNoFile) {
  EXPECT_EQ(Pack::load(folder_ / "none.json").error().code, Code::kNotFound);
  EXPECT_EQ(Pack::load(folder_).error().code, Code::kIo);
  EXPECT_EQ(Pack::load("/dev/zero").error().code, Code::kIo);
  EXPECT_EQ(Pack::load("").error().code, Code::kNotFound);
  EXPECT_EQ(Pack::load(folder_ / "none.json").error().where, (folder_ / "none.json").string());
}

TEST_F(PackFolder, BoundsTheSizeOfAFile) {
  write("big.json", "");
  std::filesystem::resize_file(folder_ / "big.json", 65u << 20);  // a hole, no disk
  EXPECT_EQ(Pack::load(folder_ / "big.json").error().code, Code::kLimit);
}

}  // namespace
}  // namespace rapport::pack
