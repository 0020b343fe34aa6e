// Sentences back into paragraphs.

#include "rapport/extract/raw_treebank.h"

#include <algorithm>
#include <utility>

namespace rapport::extract {
namespace {

// The tokens of a sentence as they stand in the text: words, but multiword tokens as a whole.
struct SurfaceToken {
  std::string_view form;
  bool space_after = true;
};

bool space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") == std::string_view::npos;
}

std::vector<SurfaceToken> surface_tokens(const ConlluSentence& sentence) {
  std::vector<SurfaceToken> tokens;
  auto extra = sentence.extra.begin();
  std::size_t multiword_end = 0;
  for (std::size_t i = 0; i < sentence.tree.words.size(); ++i) {
    for (; extra != sentence.extra.end() && extra->before <= i; ++extra) {
      if (extra->words > 0) {
        tokens.push_back({extra->form(), space_after(extra->misc())});
        multiword_end = i + extra->words;
      }
    }
    if (i >= multiword_end) {
      tokens.push_back({sentence.tree.words[i].form,
                        i >= sentence.columns.size() || space_after(sentence.columns[i].misc)});
    }
  }
  return tokens;
}

// "# newdoc id = x" or "# newpar".
bool begins_paragraph(std::string_view comment) {
  comment.remove_prefix(1);
  comment.remove_prefix(std::min(comment.find_first_not_of(' '), comment.size()));
  return comment.starts_with("newdoc") || comment.starts_with("newpar");
}

class RawText {
 public:
  void add(const ConlluSentence& sentence) {
    std::vector<std::string> beginnings;
    std::copy_if(sentence.comments.begin(), sentence.comments.end(), std::back_inserter(beginnings),
                 begins_paragraph);
    if (out_.paragraphs.empty() || !beginnings.empty()) {
      begin_paragraph(std::move(beginnings));
    }
    const std::vector<SurfaceToken> tokens = surface_tokens(sentence);
    const std::string_view given = sentence.comment("text");
    if (given.empty() && tokens.empty()) {
      return;
    }
    out_.text += blank_ ? " " : "";
    if (given.empty()) {
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        out_.text += tokens[i].form;
        out_.text += tokens[i].space_after && i + 1 < tokens.size() ? " " : "";
      }
    } else {
      out_.text += given;
    }
    blank_ = tokens.empty() || tokens.back().space_after;
    out_.paragraphs.back().span.end = static_cast<std::uint32_t>(out_.text.size());
  }

  RawTreebank finish() && { return std::move(out_); }

 private:
  void begin_paragraph(std::vector<std::string> comments) {
    out_.text += out_.text.empty() ? "" : "\n\n";
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.paragraphs.emplace_back().span = {begin, begin};
    out_.comments.push_back(std::move(comments));
    blank_ = false;
  }

  RawTreebank out_;
  bool blank_ = false;
};

}  // namespace

RawTreebank raw_treebank(const std::vector<ConlluSentence>& sentences) {
  RawText text;
  for (const ConlluSentence& sentence : sentences) {
    text.add(sentence);
  }
  return std::move(text).finish();
}

}  // namespace rapport::extract
