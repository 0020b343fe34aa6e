// Finding "(ABC)" and what it is short for.

#include "extract/claim/acronym.h"

#include <algorithm>
#include <cctype>

namespace rapport::extract {
namespace {

constexpr int kMostWords = 12;  // of a long form

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// How many letters of the acronym are left before `at`, when those that the parts of a word begin
// with are taken: of "Pan-African" the A, then the P.
std::size_t matched(const std::string& form, const std::string& acronym, std::size_t at) {
  for (std::size_t i = form.size(); i > 0 && at > 0; --i) {
    const bool begins = i == 1 || form[i - 2] == '-';
    at -= begins && lower(form[i - 1]) == lower(acronym[at - 1]) ? 1 : 0;
  }
  return at;
}

// The first word of the long form that ends before `end`, or -1. Each letter of the acronym, from
// the last, must be found in the words before, the first one at a word's start. Of a word in lower
// case no letter need be there.
int long_form(const TreeView& tree, int end, const std::string& acronym) {
  int w = end - 1;
  for (std::size_t at = acronym.size(); at > 0 && w >= 0 && w > end - kMostWords; --w) {
    const std::string& form = tree[w].form;
    if (form.empty() || tree[w].upos == Upos::kPunct) {
      if (form != "-" && form != "/" && form != "&" && form != ",") {
        return -1;
      }
      continue;
    }
    at = matched(form, acronym, at);
    if (at == 0) {
      return w;
    }
  }
  return -1;
}

// The word of [begin, end) that the others hang on: the one nearest to the tree's root whose head
// lies outside.
int head_of(const TreeView& tree, int begin, int end) {
  for (int w = end - 1; w >= begin; --w) {
    const int head = tree[w].head;
    if (tree.is_noun(w) && (head == kRoot || head < begin || head >= end)) {
      return w;
    }
  }
  return -1;
}

}  // namespace

std::string acronym_key(const std::string& form) {
  std::string key = form;
  if (key.size() > 2 && key.back() == 's' && is_upper(key[key.size() - 2])) {
    key.pop_back();
  }
  const bool capitals = key.size() >= 2 && key.size() <= 10 && is_upper(key[0]) &&
                        std::all_of(key.begin(), key.end(), [](char c) {
                          return is_upper(c) || (c >= '0' && c <= '9') || c == '-' || c == '&';
                        });
  return capitals ? key : "";
}

std::map<std::string, WordRef> bind_acronyms(const Analysis& analysis) {
  std::map<std::string, WordRef> bound;
  for (std::size_t s = 0; s < analysis.views.size(); ++s) {
    const TreeView& tree = analysis.view(static_cast<int>(s));
    for (int w = 1; w + 2 < tree.size(); ++w) {
      const std::string key =
          tree[w].form == "(" && tree[w + 2].form == ")" ? acronym_key(tree[w + 1].form) : "";
      const int begin = key.empty() ? -1 : long_form(tree, w, key);
      const int head = begin < 0 ? -1 : head_of(tree, begin, w);
      if (head >= 0) {
        bound.emplace(key, WordRef{static_cast<int>(s), head});
      }
    }
  }
  return bound;
}

}  // namespace rapport::extract
