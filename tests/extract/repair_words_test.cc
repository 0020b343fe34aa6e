// Repairs of words, with the shipped word list as the witness.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "rapport/extract/document.h"
#include "rapport/extract/words.h"

namespace rapport::extract {
namespace {

class RepairWords : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto words = WordList::load(RAPPORT_SOURCE_DIR "/models/english.words");
    ASSERT_TRUE(words) << to_string(words.error());
    words_ = *words;
  }
  static void TearDownTestSuite() { words_.reset(); }

  static std::string repaired(std::string_view text) {
    return repair(MappedText::identity(std::string(text)), words_.get()).text.text();
  }
  static void expect_untouched(const std::vector<std::string_view>& texts) {
    for (const std::string_view text : texts) {
      EXPECT_EQ(repaired(text), text);
    }
  }

  static std::shared_ptr<const WordList> words_;
};
std::shared_ptr<const WordList> RepairWords::words_;

TEST_F(RepairWords, OcrConfusionsOfLetters) {
  EXPECT_EQ(repaired("The responsibie ministry saw the reaiity of a iasting and fragiie peace."),
            "The responsible ministry saw the reality of a lasting and fragile peace.");
  EXPECT_EQ(repaired("The governrnent of lraq met the w0rld bank on hurnanitarian affairs."),
            "The government of Iraq met the world bank on humanitarian affairs.");
  EXPECT_EQ(repaired("lnternational cooperation and natlonal securlty."),
            "International cooperation and national security.");
}

TEST_F(RepairWords, OcrConfusionsOfTheHyphen) {
  EXPECT_EQ(repaired("non\u2014governmental organizations and long\u00BBterm plans"),
            "non-governmental organizations and long-term plans");
  EXPECT_EQ(repaired("one of the complex and iong\u00BB\nterm processes"),
            "one of the complex and long-term processes");
}

TEST_F(RepairWords, OcrLeavesNamesNumbersAndAddresses) {
  expect_untouched({"Mr. Ilirn and Ms. Laiia met in Kabui.", "NATO and the UNSMlL mission met.",
                    "see www.reaiity.org and https://x.org/iasting or iasting@reaiity.org",
                    "the 10th, the 1st and the 150km line of 1990s", "COVID19 and H1N1 and the G20",
                    "civilian realities\u2014an approach credited with it",
                    "part iii of annex vii"});
}

TEST_F(RepairWords, Misspellings) {
  EXPECT_EQ(repaired("teh ministry adn the goverment met becuase of thier comission"),
            "the ministry and the government met because of their commission");
  EXPECT_EQ(repaired("It occured in the begining and was recieved by many."),
            "It occurred in the beginning and was received by many.");
  EXPECT_EQ(repaired("NATO\u2019s ongoing efforts too enhance security"),
            "NATO\u2019s ongoing efforts to enhance security");
}

TEST_F(RepairWords, SpellingLeavesNamesAndRareWords) {
  expect_untouched({"Teh Cheng Poh lived here.", "the quasiperiodic zugzwang of a glockenspiel",
                    "too late, too often and too much", "She came too. Enhance it.",
                    "a form from the front"});
}

TEST_F(RepairWords, GluedSentences) {
  EXPECT_EQ(repaired("stability in the region.key areas of focus include training"),
            "stability in the region. key areas of focus include training");
  EXPECT_EQ(repaired("from regional instability.NATO acts. Their efforts.By creating channels"),
            "from regional instability. NATO acts. Their efforts. By creating channels");
  EXPECT_EQ(repaired("It ended in 2023.The next round (in May).Then it was \u201Cover.\u201D"),
            "It ended in 2023. The next round (in May). Then it was \u201Cover.\u201D");
}

TEST_F(RepairWords, GlueLeavesAddressesNamesAndNumbers) {
  expect_untouched({"see www.un.org or un.org or peace.org for more",
                    "written in Node.js and asp.net with report.pdf and region.key/areas",
                    "the U.S.troops, e.g.this or i.e.that", "3.5 per cent of 1.2bn",
                    "mail to first.last@example.org today", "Amazon.com and spin.ph"});
}

TEST_F(RepairWords, HyphensGoWhenTheWholeWordIsKnown) {
  EXPECT_EQ(repaired("the inter-\nnational commu-\nnity and its coop-\n  eration"),
            "the international community and its cooperation");
  EXPECT_EQ(repaired("the post-\narmed conflict phase and long-\nterm plans"),
            "the post-armed conflict phase and long-term plans");
  EXPECT_EQ(repaired("soft inter\u00AD\nnational hyphens"), "soft international hyphens");
}

TEST_F(RepairWords, CleanTextStaysAsItIs) {
  expect_untouched(
      {"The United States and the Republic of Korea held consultations on long-term security "
       "cooperation in Seoul on 5 February 2025; nearly 20% of the funds (about $1.2 million) "
       "will go to non-governmental organizations.",
       "\u201CWe must not fail,\u201D said Dr. al-Rashid, whose co-author\u2019s e-mail is "
       "unknown. T\u00FCrkiye\u2019s allies didn\u2019t object."});
}

}  // namespace
}  // namespace rapport::extract
