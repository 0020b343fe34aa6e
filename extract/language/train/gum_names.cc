// From mentions to names. A bracket of GUM opens "(12-person-..." and closes "12)"; a mention of
// one word is "(12-person-...)".

#include "extract/language/train/gum_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace rapport::extract::train {
namespace {

struct Mention {
  std::string id;
  NameTag type = NameTag::kOutside;  // its B- tag
  std::size_t begin = 0;
  std::size_t end = 0;
};

NameTag type_of(std::string_view name) {
  return name == "person"         ? NameTag::kBeginPerson
         : name == "organization" ? NameTag::kBeginOrganization
         : name == "place"        ? NameTag::kBeginLocation
                                  : NameTag::kOutside;
}

std::string_view entity_field(std::string_view misc) {
  constexpr std::string_view kKey = "Entity=";
  const std::size_t at = misc.find(kKey);
  if (at == std::string_view::npos) {
    return {};
  }
  misc.remove_prefix(at + kKey.size());
  return misc.substr(0, misc.find('|'));
}

// The mentions that begin and end in the sentence, those that begin first in front.
std::vector<Mention> mentions_of(const ConlluSentence& sentence) {
  std::vector<Mention> open;
  std::vector<Mention> closed;
  const auto close = [&](std::string_view id, std::size_t end) {
    const auto at = std::find_if(open.rbegin(), open.rend(),
                                 [&](const Mention& mention) { return mention.id == id; });
    if (at != open.rend()) {
      at->end = end;
      closed.push_back(*at);
      open.erase(std::next(at).base());
    }
  };
  for (std::size_t i = 0; i < sentence.columns.size(); ++i) {
    std::string_view field = entity_field(sentence.columns[i].misc);
    while (!field.empty()) {
      const bool opens = field.front() == '(';
      const std::size_t stop = opens ? std::min(field.find_first_of("()", 1), field.size())
                                     : std::min(field.find(')'), field.size());
      const std::string_view item = field.substr(opens ? 1 : 0, stop - (opens ? 1 : 0));
      const std::string_view id = item.substr(0, item.find('-'));
      if (opens) {
        const std::string_view rest = item.substr(std::min(id.size() + 1, item.size()));
        open.push_back({std::string(id), type_of(rest.substr(0, rest.find('-'))), i, i});
      }
      const bool closes = stop < field.size() && field[stop] == ')';
      if (closes) {
        close(id, i + 1);
      }
      field.remove_prefix(std::min(stop + (closes ? 1 : 0), field.size()));
    }
  }
  std::stable_sort(closed.begin(), closed.end(), [](const Mention& a, const Mention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return closed;
}

// The word whose head lies outside.
std::size_t head_of(const std::vector<Word>& words, const Mention& mention) {
  for (std::size_t i = mention.begin; i < mention.end; ++i) {
    const int head = words[i].head;
    if (head < static_cast<int>(mention.begin) || head >= static_cast<int>(mention.end)) {
      return i;
    }
  }
  return mention.begin;
}

bool is_linker(const Word& word) {
  return word.form == "of" || word.form == "the" || word.form == "for" || word.form == "&" ||
         word.form == "and" || word.form == "de" || word.form == "-";
}

// The name around the head: proper nouns, and in the names of bodies what links them. A person's
// title ("President"), a compound, is no part of the name.
std::optional<std::pair<std::size_t, std::size_t>> name_of(const std::vector<Word>& words,
                                                           const Mention& mention) {
  const std::size_t head = head_of(words, mention);
  if (words[head].upos != Upos::kPropn) {
    return std::nullopt;
  }
  const bool person = mention.type == NameTag::kBeginPerson;
  const auto belongs = [&](std::size_t i) {
    return words[i].upos == Upos::kPropn &&
           (!person || i >= head || words[i].deprel != Deprel::kCompound);
  };
  std::size_t begin = head;
  std::size_t end = head + 1;
  for (std::size_t i = head;
       i-- > mention.begin && (belongs(i) || (!person && is_linker(words[i])));) {
    begin = belongs(i) ? i : begin;
  }
  for (std::size_t i = head + 1;
       i < mention.end && (belongs(i) || (!person && is_linker(words[i]))); ++i) {
    end = belongs(i) ? i + 1 : end;
  }
  return std::pair(begin, end);
}

}  // namespace

void mark_gum_names(std::vector<ConlluSentence>& sentences) {
  for (ConlluSentence& sentence : sentences) {
    std::vector<Word>& words = sentence.tree.words;
    for (const Mention& mention : mentions_of(sentence)) {
      const auto name = mention.type == NameTag::kOutside ? std::nullopt : name_of(words, mention);
      if (!name || std::any_of(words.begin() + static_cast<std::ptrdiff_t>(name->first),
                               words.begin() + static_cast<std::ptrdiff_t>(name->second),
                               [](const Word& word) { return word.name != NameTag::kOutside; })) {
        continue;
      }
      words[name->first].name = mention.type;
      for (std::size_t i = name->first + 1; i < name->second; ++i) {
        words[i].name = static_cast<NameTag>(static_cast<int>(mention.type) + 1);
      }
    }
  }
}

}  // namespace rapport::extract::train
