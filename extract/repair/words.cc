// The word list in memory: one string of all words, and a hash table of views into it.

#include "rapport/extract/words.h"

#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "extract/repair/words_file.h"

namespace rapport::extract {
namespace {

class LoadedWords final : public WordList {
 public:
  struct Entry {
    std::uint32_t count = 0;
    bool name = false;
  };

  static Result<std::shared_ptr<const WordList>> from(std::string_view bytes) {
    auto words = std::make_shared<LoadedWords>();
    std::vector<std::pair<std::uint32_t, Entry>> ends;  // of each word in the text
    RAPPORT_CHECK(read_words(bytes, [&](std::string_view word, std::uint32_t count, bool name) {
      words->text_ += word;
      ends.push_back({static_cast<std::uint32_t>(words->text_.size()), {count, name}});
    }));
    words->entries_.reserve(ends.size());
    const std::string_view text = words->text_;
    std::size_t begin = 0;
    for (const auto& [end, entry] : ends) {
      words->entries_.emplace(text.substr(begin, end - begin), entry);
      begin = end;
    }
    return std::shared_ptr<const WordList>(std::move(words));
  }

  std::uint32_t count(std::string_view lower) const override {
    const auto found = entries_.find(lower);
    return found == entries_.end() ? 0 : found->second.count;
  }
  bool is_name(std::string_view lower) const override {
    const auto found = entries_.find(lower);
    return found != entries_.end() && found->second.name;
  }

 private:
  std::string text_;
  std::unordered_map<std::string_view, Entry> entries_;
};

}  // namespace

Result<std::shared_ptr<const WordList>> WordList::load(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    return Error{Code::kNotFound, "the word list is missing", file.string(),
                 "install the models or set RAPPORT_DATA"};
  }
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad() || std::filesystem::is_directory(file, failed)) {
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
