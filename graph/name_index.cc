// The names of a graph as one sorted array. A near search looks at every name, but pays for an edit
// distance only where length and set of letters leave it a chance.

#include "graph/name_index.h"

#include <algorithm>
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

void NameIndex::add(VertexIndex vertex, const std::string& name, bool alias) {
  std::string folded = pack::fold(name);
  const std::uint64_t letters = letters_of(folded);
  entries_.push_back({std::move(folded), alias, vertex, name, letters});
}

void NameIndex::finish() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.folded, a.alias, a.vertex, a.name) <
           std::tie(b.folded, b.alias, b.vertex, b.name);
  });
}

std::vector<VertexIndex> NameIndex::find(std::string_view folded) const {
  std::vector<VertexIndex> found;
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), folded,
                                [](const Entry& e, std::string_view f) { return e.folded < f; });
  for (; entry != entries_.end() && entry->folded == folded; ++entry) {
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
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), folded_prefix,
                                [](const Entry& e, std::string_view f) { return e.folded < f; });
  for (; entry != entries_.end() && names.size() < at_most; ++entry) {
    if (!entry->folded.starts_with(folded_prefix)) {
      break;
    }
    if (seen.insert(entry->name).second) {
      names.push_back(entry->name);
    }
  }
  return names;
}

std::vector<std::string> NameIndex::similar(std::string_view folded, std::size_t at_most) const {
  const std::size_t limit = edits_allowed(folded);
  const std::uint64_t letters = letters_of(folded);
  std::set<std::pair<std::size_t, std::string_view>> ranked;
  for (const Entry& entry : entries_) {
    std::size_t distance = limit + 1;
    if (may_be_near(entry.folded, entry.letters, folded, letters, limit)) {
      distance = pack::edit_distance(entry.folded, folded, limit);
    }
    if (distance <= limit || (!folded.empty() && contains_words(entry.folded, folded))) {
      ranked.emplace(distance, entry.name);
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
