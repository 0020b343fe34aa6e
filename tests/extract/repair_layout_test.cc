// Repairs of characters and layout, on made-up cases: each shows what is mended and what is not.

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "rapport/extract/document.h"

#include "extract/repair/repair.h"

namespace rapport::extract {
namespace {

std::string repaired(std::string_view text) {
  return repair(MappedText::identity(std::string(text)), nullptr).text.text();
}

struct Case {
  std::string_view name, before, after = {};
};

void check(const std::vector<Case>& cases) {
  for (const Case& example : cases) {
    EXPECT_EQ(repaired(example.before), example.after) << example.name;
  }
}

void check_untouched(const std::vector<Case>& cases) {
  for (const Case& example : cases) {
    EXPECT_EQ(repaired(example.before), example.before) << example.name;
  }
}

TEST(RepairBlanks, MendsCharactersThatOnlyLookLikeOthers) {
  check({{"no-break blank", "20\u00A0%", "20 %"},
         {"thin blank", "20\u2009%", "20 %"},
         {"blank beside a no-break blank", "Yes.\u00A0 No.", "Yes. No."},
         {"double blank", "results of  the study", "results of the study"},
         {"soft hyphen", "coop\u00ADeration", "cooperation"},
         {"zero-width blank", "peace\u200Bkeeping", "peacekeeping"},
         {"stray byte order mark", "one\uFEFF two", "one two"},
         {"ligatures", "e\uFB03cient \uFB01nance con\uFB02ict", "efficient finance conflict"},
         {"Unicode hyphen", "long\u2011term", "long-term"},
         {"control character", "peace\x01 talks", "peace talks"},
         {"form feed", "end.\fStart", "end.\nStart"}});
}

TEST(RepairBlanks, LeavesWhatMeansSomething) {
  check_untouched(
      {{"indentation", "Head:\n    - item"},
       {"columns", "Name      Share\nIraq      20"},
       {"superscript", "10\u00B2 km\u00B2"},
       {"dashes", "a pause \u2014 like this \u2013 or that"},
       {"joiner between letters beyond ASCII", "\u0645\u06CC\u200C\u0634\u0648\u062F"}});
}

TEST(RepairStops, PutsTheStopBackAtTheEndOfItsLine) {
  check({{"end of a paragraph",
          "the global community, and\n.cooperation is key in this process\n\nIn",
          "the global community, and cooperation is key in this process.\n\nIn"},
         {"two stops", "necessary for the\n. .international community to act at all levels\n",
          "necessary for the international community to act at all levels.\n"},
         {"next line opens a sentence",
          "This requires coordination between the relevant institutions in the "
          "country,\n.including the government and civil society\n"
          "Other mechanisms include exchanging information and experience",
          "This requires coordination between the relevant institutions in the country, including "
          "the government and civil society.\n"
          "Other mechanisms include exchanging information and experience"},
         {"paragraph of one line", ".The study aims at peace in the region",
          "The study aims at peace in the region."},
         {"stop of the line above", "the talks ended without result\n. The next round is in May.",
          "the talks ended without result.\nThe next round is in May."}});
}

TEST(RepairStops, LeavesOtherPointsAtTheStartOfALine) {
  check_untouched({{"ellipsis", "...and so it went on and on"},
                   {"product", ".NET is used by the ministry"},
                   {"file name", ".gitignore"},
                   {"number", ".5 per cent of the budget"},
                   {"line has its own stop", "a list of\n.things that end as they should."}});
}

TEST(RepairWraps, JoinsHardWrappedParagraphs) {
  EXPECT_EQ(repaired("The ministry signed an agreement with the United Nations on\n"
                     "the training of border guards. It covers all provinces that\n"
                     "share a border with the neighbouring state and will be put\n"
                     "into effect next year.\n"
                     "\n"
                     "A second paragraph stays apart from the first one."),
            "The ministry signed an agreement with the United Nations on the training of border "
            "guards. It covers all provinces that share a border with the neighbouring state and "
            "will be put into effect next year.\n"
            "\n"
            "A second paragraph stays apart from the first one.");
}

TEST(RepairWraps, JoinsItemsBrokenBehindCommas) {
  EXPECT_EQ(repaired("  \u2022 It involves actors like Iran,\n"
                     "    Saudi Arabia,\n"
                     "    or others.\n"
                     "  \u2022 Second item"),
            "  \u2022 It involves actors like Iran, Saudi Arabia, or others.\n"
            "  \u2022 Second item");
}

TEST(RepairWraps, JoinsASentenceOverAPageBreak) {
  EXPECT_EQ(repaired("International forces were sent to two regions of the\n"
                     "world and their work was then looked at in order to\n"
                     "\n"
                     "come up with the results of the study."),
            "International forces were sent to two regions of the world and their work was then "
            "looked at in order to come up with the results of the study.");
}

TEST(RepairWraps, NeverJoinsWhatIsNoParagraph) {
  check_untouched(
      {{"list items",
        "Outcomes include:\n- better training for the border police of the region\n"
        "- stronger cooperation between the two neighbouring states"},
       {"numbered items", "1. first we train the police\n2. then we equip it\n3. then we leave"},
       {"headings and paragraphs on lines of their own",
        "Key Takeaways\nthe recent remarks by the Secretary General underscore a commitment to "
        "fostering stability and security in the region over many years to come.\nNext Heading\n"
        "Another paragraph that is long enough to be one."},
       {"table", "Objective | Expected Outcome\n---|---\nsecurity | protection\npeace | stability"},
       {"address", "Ministry of Foreign Affairs\n12 Long Street\nBaghdad\nIraq"},
       {"verse",
        "Because I could not stop for Death,\nHe kindly stopped for me;\n"
        "The carriage held but just ourselves\nAnd Immortality."},
       {"markdown heading", "# The long title of a report about the cooperation of two\nstates"}});
}

TEST(RepairHyphens, WithoutAWitnessOnlyTheLineIsJoined) {
  check({{"compound", "the post-\narmed conflict phase", "the post-armed conflict phase"},
         {"name", "the non-\nEuropean members", "the non-European members"},
         {"hanging hyphen", "the pre- and post-\nwar order", "the pre- and post-war order"}});
}

TEST(RepairColumns, PutsTheFirstColumnFirst) {
  const std::string swapped =
      "the ministries that are in charge of the border.\n"
      "This is the end of the second column of the page.\n"
      "\n"
      "Abstract\n"
      "\n"
      "The first column opens the paper. It tells of the work of\n"
      "\n";
  EXPECT_EQ(repaired(swapped),
            "Abstract\n"
            "\n"
            "The first column opens the paper. It tells of the work of the ministries that are in "
            "charge of the border. "
            "This is the end of the second column of the page.\n"
            "\n");
}

TEST(RepairColumns, EvidenceIsInReadingOrder) {
  const std::string swapped =
      "the ministries in charge of the border.\n\nAbstract\n\nIt tells of the work of";
  const RepairedText text = repair(MappedText::identity(swapped), nullptr);
  const std::string sentence = "It tells of the work of the ministries in charge of the border.";
  const auto begin = static_cast<std::uint32_t>(text.text.text().find(sentence));
  ASSERT_LT(begin, text.text.text().size());
  const Spans spans =
      text.text.original({begin, begin + static_cast<std::uint32_t>(sentence.size())});
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].in(swapped), "It tells of the work of");
  EXPECT_EQ(spans[1].in(swapped), "the ministries in charge of the border.");
}

TEST(RepairColumns, NeverTouchesASoundDocument) {
  const std::vector<std::string_view> sound = {
      "Abstract\n\nThe paper opens here.\n\nSummary\n\nIt ends without a stop in the middle of",
      "iPhone sales went up in the region.\n\nAbstract\n\nThe text is whole and ends well.",
      "the text opens in lower case and ends well.\n\nBackground\n\nNothing is missing here.",
      "the text opens in lower case.\n\nResults\n\nthis heading opens no document, and the end of"};
  for (const std::string_view text : sound) {
    EXPECT_FALSE(swapped_columns(text)) << text;
  }
}

TEST(Repair, LogsWhatItDid) {
  const RepairedText text =
      repair(MappedText::identity("one\u00A0two and\n.three come at the end"), nullptr);
  ASSERT_EQ(text.repairs.size(), 3U);
  EXPECT_EQ(text.repairs[0].kind, "hard-wrap");
  EXPECT_EQ(text.repairs[0].reason, "2 lines joined");
  EXPECT_EQ(text.repairs[1].kind, "blanks");
  EXPECT_EQ(text.repairs[1].original, (Spans{{3, 5}}));
  EXPECT_EQ(text.repairs[2].kind, "moved-stop");
  EXPECT_EQ(text.repairs[2].before, ".three come at the end");
  EXPECT_EQ(text.repairs[2].after, "three come at the end.");
}

TEST(Repair, LeavesAsIsWhenAsked) {
  const MappedText text = MappedText::identity("one\u00A0two\n.three");
  const RepairedText same = leave_as_is(text);
  EXPECT_EQ(same.text.text(), text.text());
  EXPECT_TRUE(same.repairs.empty());
}

}  // namespace
}  // namespace rapport::extract
