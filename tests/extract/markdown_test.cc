// Mark-up of Markdown taken off, offsets kept.

#include "extract/read/markdown.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

std::string plain(std::string_view text) {
  std::vector<std::string> warnings;
  return remove_markup(MappedText::identity(std::string(text)), warnings).text();
}

TEST(Markdown, InlineMarksAreTakenOff) {
  struct Case {
    std::string_view before, after;
  };
  const std::vector<Case> cases = {
      {"**NATO** supports *Iraq* and __others__ _well_", "NATO supports Iraq and others well"},
      {"***both*** at **once *nested* here**", "both at once nested here"},
      {"in*side* word, snake_case_name and 2 * 3 * 4",
       "inside word, snake_case_name and 2 * 3 * 4"},
      {"`code * here` and ``a ` b``", "code * here and a ` b"},
      {"[NATO](https://nato.int) and [**Iraq**](x \"title\")", "NATO and Iraq"},
      {"[broken\nover lines](https://x.org/a_(b))", "broken\nover lines"},
      {"![a map](map.png) of [it][ref]", "a map of it"},
      {"[brackets] stay [1]", "brackets stay 1"},
      {"<https://nato.int> and <a@b.org>", "https://nato.int and a@b.org"},
      {"<b>bold</b> line<br>break <span class=\"x\">y</span> 1 < 2 > 0",
       "bold line break y 1 < 2 > 0"},
      {"a <!-- hidden --> b", "a  b"},
      {"5 \\* 3 and \\[Trump Accounts\\]", "5 * 3 and [Trump Accounts]"},
      {"AT&amp;T &lt;3 &#8217; &#x2019; &unknown; &", "AT&T <3 \u2019 \u2019 &unknown; &"},
      {"claim[^1] here\n\n[^1]: the note", "claim here\n\n the note"},
      {"~~gone~~ ~ kept", "gone ~ kept"}};
  for (const Case& example : cases) {
    if (example.before.starts_with("[brackets]")) {
      EXPECT_EQ(plain(example.before), example.before);
    } else {
      EXPECT_EQ(plain(example.before), example.after);
    }
  }
}

TEST(Markdown, BlockMarksStay) {
  const std::string_view text =
      "# Title\n\n- one\n* two\n1. three\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d \\| e "
      "|\n\n***\n";
  EXPECT_EQ(plain(text), text);
}

TEST(Markdown, FencedCodeIsDroppedAndSaid) {
  std::vector<std::string> warnings;
  const MappedText text =
      remove_markup(MappedText::identity("before\n```cpp\nint *x;\n```\nafter\n"), warnings);
  EXPECT_EQ(text.text(), "before\n\nafter\n");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(plain("```\nnever closed *here*\n"), "```\nnever closed here\n");
}

TEST(Markdown, OffsetsAreOfTheOriginal) {
  const std::string original = "The **Türkiye**-[Iraq](https://x.org) alliance";
  std::vector<std::string> warnings;
  const MappedText text = remove_markup(MappedText::identity(original), warnings);
  EXPECT_EQ(text.text(), "The Türkiye-Iraq alliance");
  const auto begin = static_cast<std::uint32_t>(text.text().find("Iraq"));
  const Spans spans = text.original({begin, begin + 4});
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].in(original), "Iraq");
  const auto whole = static_cast<std::uint32_t>(text.text().size());
  EXPECT_EQ(text.original({0, whole}), (Spans{{0, static_cast<std::uint32_t>(original.size())}}));
}

TEST(Markdown, LinesOfAParagraphAreOneText) {
  const auto joined = [](std::string_view text) {
    return join_soft_breaks(MappedText::identity(std::string(text))).text();
  };
  EXPECT_EQ(joined("one\ntwo\n\nthree"), "one two\n\nthree");
  EXPECT_EQ(joined("-   an item\n    goes on\n-   next"), "-   an item goes on\n-   next");
  EXPECT_EQ(joined("> quoted\n> text"), "> quoted text");
  EXPECT_EQ(joined("asks for  \na new line"), "asks for  \na new line");
  EXPECT_EQ(joined("# Title\ntext"), "# Title\ntext");
  EXPECT_EQ(joined("Title\n=====\ntext"), "Title\n=====\ntext");
  EXPECT_EQ(joined("inter-\nnational"), "inter-\nnational");
}

TEST(Markdown, HostileTextCostsLinearTime) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string_view piece : {"[", "](", "*a ", "**a_b ", "`", "``a`", "<", "<!--", "<!--\n", "```x\n", "[a]: b\n", "&",
                                       "\\", "![", "_a*", "[^", "~~a "}) {
    std::string text;
    while (text.size() < 200'000) {
      text += piece;
    }
    static_cast<void>(plain(text));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace rapport::extract
