// The word list in memory: one string of all words, and a flat hash table of places in it, since
// most forms that repairs ask for are not listed and should cost one look at the memory.

#include "rapport/extract/words.h"

#include <bit>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "extract/large_pages.h"
#include "extract/repair/words_file.h"

namespace rapport::extract {
namespace {

// Open addressing, linear probing, half full at most.
class LoadedWords final : public WordList {
 public:
  static Result<std::shared_ptr<const WordList>> from(std::string_view bytes) {
    auto words = std::make_shared<LoadedWords>();
    std::vector<Entry> entries;
    RAPPORT_CHECK(read_words(bytes, [&](std::string_view word, std::uint32_t count, bool name) {
      entries.push_back({hash_of(word), static_cast<std::uint32_t>(words->text_.size()), count,
                         static_cast<std::uint16_t>(word.size()), name});
      words->text_.insert(words->text_.end(), word.begin(), word.end());
    }));
    words->slots_.resize(std::bit_ceil(2 * entries.size() + 2));
    for (const Entry& entry : entries) {
      Entry& slot = words->slots_[words->place_of(entry.hash, words->word(entry))];
      slot = slot.begin == kFree ? entry : slot;
    }
    return std::shared_ptr<const WordList>(std::move(words));
  }

  std::uint32_t count(std::string_view lower) const override { return find(lower).count; }
  bool is_name(std::string_view lower) const override { return find(lower).name; }

 private:
  static constexpr std::uint32_t kFree = 0xffffffff;
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t begin = kFree;  // of the word in the text
    std::uint32_t count = 0;
    std::uint16_t size = 0;
    bool name = false;
  };

  static std::uint32_t hash_of(std::string_view word) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(word));
  }
  std::string_view word(const Entry& entry) const {
    return {text_.data() + entry.begin, entry.size};
  }
  // Where the word is, or would be.
  std::size_t place_of(std::uint32_t hash, std::string_view sought) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].begin != kFree && (slots_[at].hash != hash || word(slots_[at]) != sought)) {
      at = (at + 1) & mask;
    }
    return at;
  }
  const Entry& find(std::string_view word) const { return slots_[place_of(hash_of(word), word)]; }

  BigTable<char> text_;
  BigTable<Entry> slots_;
};

}  // namespace

Result<std::shared_ptr<const WordList>> WordList::load(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) {
    return Error{Code::kNotFound, "the word list is missing", file.string(),
                 "install the models or set RAPPORT_DATA"};
  }
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    return Error{Code::kIo, "the word list cannot be read", file.string(), "check its permissions"};
  }
  auto words = LoadedWords::from(bytes);
  if (!words) {
    Error error = std::move(words).error();
    error.where = file.string();
    return error;
  }
  return words;
}

}  // namespace rapport::extract
