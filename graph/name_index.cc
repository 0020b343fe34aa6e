// The names of a graph as one sorted array. A near search looks at every name, but pays for an edit
// distance only where length and set of letters leave it a chance.

#include "graph/name_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <set>
#include <tuple>
#include <utility>

#include "rapport/pack/fold.h"

namespace rapport::graph {
namespace {

// Which bytes occur, folded into 64 bits: each edit changes at most two of them.
std::uint64_t letters_of(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) {
    letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
  }
  return letters;
}

std::size_t edits_allowed(std::string_view folded) {
  return folded.size() <= 4 ? 1 : folded.size() <= 8 ? 2 : 3;
}

// An edit can touch a character of up to four bytes.
bool may_be_near(std::string_view a, std::uint64_t a_letters, std::string_view b,
                 std::uint64_t b_letters, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  return difference <= 4 * limit &&
         static_cast<std::size_t>(std::popcount(a_letters ^ b_letters)) <= 8 * limit;
}

// Eight bytes of a name as one number that sorts as they do; what is not there counts as 0.
std::uint64_t word_of(std::string_view name, std::size_t which) {
  std::uint64_t word = 0;
  for (std::size_t i = which * sizeof word; i < (which + 1) * sizeof word; ++i) {
    word = word << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0U);
  }
  return word;
}

// Mostly the beginning decides, without a look at the text.
struct SortedName {
  std::array<std::uint64_t, 3> words = {};
  std::uint32_t entry = 0;
};

bool contains_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) {
      return true;
    }
  }
  return false;
}

}  // namespace

void NameIndexDraft::add(VertexIndex vertex, const std::string& name, bool is_alias) {
  const std::string folded = pack::fold(name);
  NameEntry entry;
  entry.letters = letters_of(folded);
  entry.folded = heap_.size();
  entry.folded_size = static_cast<std::uint32_t>(folded.size());
  heap_ += folded;
  entry.written = heap_.size();
  entry.written_size = static_cast<std::uint32_t>(name.size());
  heap_ += name;
  entry.vertex = vertex;
  entry.is_alias = is_alias ? 1 : 0;
  entries_.push_back(entry);
}

NameIndex NameIndexDraft::finish() && {
  const std::string_view heap = heap_;
  const auto folded = [heap](const NameEntry& entry) {
    return heap.substr(entry.folded, entry.folded_size);
  };
  const auto written = [heap](const NameEntry& entry) {
    return heap.substr(entry.written, entry.written_size);
  };
  std::vector<SortedName> sorted;
  sorted.reserve(entries_.size());
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::string_view name = folded(entries_[i]);
    sorted.push_back({{word_of(name, 0), word_of(name, 1), word_of(name, 2)}, i});
  }
  std::sort(sorted.begin(), sorted.end(), [&](const SortedName& x, const SortedName& y) {
    if (x.words != y.words) {
      return x.words < y.words;
    }
    const NameEntry& a = entries_[x.entry];
    const NameEntry& b = entries_[y.entry];
    const int order = folded(a).compare(folded(b));
    return order != 0 ? order < 0
                      : std::make_tuple(a.is_alias, a.vertex, written(a)) <
                            std::make_tuple(b.is_alias, b.vertex, written(b));
  });
  std::vector<NameEntry> entries;
  entries.reserve(sorted.size());
  for (const SortedName& name : sorted) {
    entries.push_back(entries_[name.entry]);
  }
  return {Array<NameEntry>(std::move(entries)),
          Array<char>(std::vector<char>(heap_.begin(), heap_.end()))};
}

const NameEntry* NameIndex::lower_bound(std::string_view text) const {
  const auto entries = entries_.span();
  return entries.data() +
         (std::partition_point(entries.begin(), entries.end(),
                               [&](const NameEntry& entry) { return folded(entry) < text; }) -
          entries.begin());
}

std::vector<VertexIndex> NameIndex::find(std::string_view text) const {
  std::vector<VertexIndex> found;
  const NameEntry* const end = entries_.data() + entries_.size();
  for (const NameEntry* entry = lower_bound(text); entry != end && folded(*entry) == text;
       ++entry) {
    if (std::find(found.begin(), found.end(), entry->vertex) == found.end()) {
      found.push_back(entry->vertex);
    }
  }
  return found;
}

std::vector<std::string> NameIndex::complete(std::string_view folded_prefix,
                                             std::size_t at_most) const {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  const NameEntry* const end = entries_.data() + entries_.size();
  for (const NameEntry* entry = lower_bound(folded_prefix);
       entry != end && names.size() < at_most && folded(*entry).starts_with(folded_prefix);
       ++entry) {
    if (seen.insert(written(*entry)).second) {
      names.emplace_back(written(*entry));
    }
  }
  return names;
}

std::vector<std::string> NameIndex::similar(std::string_view text, std::size_t at_most) const {
  const std::size_t limit = edits_allowed(text);
  const std::uint64_t letters = letters_of(text);
  std::set<std::pair<std::size_t, std::string_view>> ranked;
  for (const NameEntry& entry : entries_.span()) {
    std::size_t distance = limit + 1;
    if (may_be_near(folded(entry), entry.letters, text, letters, limit)) {
      distance = pack::edit_distance(folded(entry), text, limit);
    }
    if (distance <= limit || (!text.empty() && contains_words(folded(entry), text))) {
      ranked.emplace(distance, written(entry));
    }
  }
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const auto& [distance, name] : ranked) {
    if (names.size() == at_most) {
      break;
    }
    if (seen.insert(name).second) {
      names.emplace_back(name);
    }
  }
  return names;
}

}  // namespace rapport::graph
