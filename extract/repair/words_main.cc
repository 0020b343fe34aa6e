// rapport-words: learns the word list. Reads JSON Lines with a member "text" from standard input,
// counts the words, and writes the commonest, as many as fit into the size asked for.
//
//   xz -dc corpus.jsonl.xz | rapport-words models/english.words

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extract/repair/words_file.h"

namespace {

using rapport::extract::CountedWord;

constexpr std::size_t kLargestFile = 1'200'000;
constexpr std::uint32_t kRarest = 3;
constexpr std::size_t kLongestWord = 40;

struct Count {
  std::uint32_t all = 0;
  std::uint32_t lower = 0;  // written without a capital
};

// The macros of ICU convert in ways that the warnings are right to doubt.
UChar32 next_character(std::string_view text, std::int32_t& i) {
  const auto at = [&](std::int32_t k) {
    return static_cast<std::size_t>(k) < text.size()
               ? static_cast<UChar32>(static_cast<unsigned char>(text[static_cast<std::size_t>(k)]))
               : 0;
  };
  const UChar32 lead = at(i);
  const std::int32_t more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  UChar32 c = more == 0 ? lead : lead & (0x3F >> more);
  for (std::int32_t k = 1; k <= more; ++k) {
    c = (c << 6) | (at(i + k) & 0x3F);
  }
  i += more + 1;
  return c;
}

class Counter {
 public:
  void add_text(const std::string& text) {
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = text.find_first_of(" \n\t\r", begin);
      end = end == std::string::npos ? text.size() : end;
      add_chunk(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
  }

  std::vector<CountedWord> commonest() const {
    std::vector<CountedWord> words;
    for (const auto& [word, count] : counts_) {
      if (count.all >= kRarest) {
        words.push_back({word, count.all, count.lower * 10 < count.all});
      }
    }
    std::sort(words.begin(), words.end(), [](const CountedWord& a, const CountedWord& b) {
      return a.count != b.count ? a.count > b.count : a.word < b.word;
    });
    return words;
  }

 private:
  // What stands between blanks, unless it is an address or code.
  void add_chunk(std::string_view chunk) {
    if (chunk.find_first_of("@_=<>{}\\#") != std::string_view::npos ||
        chunk.find("://") != std::string_view::npos ||
        chunk.find("www.") != std::string_view::npos) {
      return;
    }
    std::string word;
    bool capital = false;
    bool digits = false;
    const auto size = static_cast<std::int32_t>(chunk.size());
    for (std::int32_t i = 0; i <= size;) {
      UChar32 c = ' ';
      if (i < size) {
        c = next_character(chunk, i);
      } else {
        ++i;
      }
      if (u_isalpha(c) != 0) {
        capital = capital || (word.empty() && u_isupper(c) != 0);
        append(word, u_tolower(c));
      } else if (u_isdigit(c) != 0) {
        digits = true;
      } else if ((c == '\'' || c == 0x2019) && !word.empty()) {
        word += '\'';
      } else if (c == '-' && !word.empty() && word.back() != '-') {
        word += '-';
      } else {
        add_word(word, capital, digits);
        word.clear();
        capital = digits = false;
      }
    }
  }

  static void append(std::string& word, UChar32 c) {
    std::array<char, U8_MAX_LENGTH> buffer{};
    std::int32_t size = 0;
    UBool failed = 0;
    U8_APPEND(buffer.data(), size, U8_MAX_LENGTH, c, failed);
    word.append(buffer.data(), failed != 0 ? 0 : static_cast<std::size_t>(size));
  }

  void add_word(std::string word, bool capital, bool digits) {
    while (!word.empty() && (word.back() == '\'' || word.back() == '-')) {
      word.pop_back();
    }
    if (word.ends_with("'s")) {
      word.resize(word.size() - 2);
    }
    if (word.empty() || digits || word.size() > kLongestWord) {
      return;
    }
    count(word, capital);
    for (std::size_t begin = 0; word.find('-') != std::string::npos && begin < word.size();) {
      const std::size_t end = std::min(word.find('-', begin), word.size());
      if (end > begin) {
        count(word.substr(begin, end - begin), capital);
      }
      begin = end + 1;
    }
  }

  void count(const std::string& word, bool capital) {
    Count& entry = counts_[word];
    ++entry.all;
    entry.lower += capital ? 0 : 1;
  }

  std::unordered_map<std::string, Count> counts_;
};

// The longest list of the commonest words that fits.
std::string fit(std::vector<CountedWord> words, std::size_t& kept) {
  const auto written = [&](std::size_t size) {
    std::vector<CountedWord> part(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(size));
    std::sort(part.begin(), part.end(),
              [](const CountedWord& a, const CountedWord& b) { return a.word < b.word; });
    return rapport::extract::write_words(part);
  };
  std::size_t fits = 0;
  for (std::size_t too_many = words.size() + 1; fits + 1 < too_many;) {
    const std::size_t middle = fits + (too_many - fits) / 2;
    (written(middle).size() <= kLargestFile ? fits : too_many) = middle;
  }
  kept = fits;
  return written(fits);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: xz -dc CORPUS.jsonl.xz | rapport-words OUTPUT\n";
    return 2;
  }
  Counter counter;
  std::string line;
  std::size_t texts = 0;
  while (std::getline(std::cin, line)) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_object() && object.contains("text") && object["text"].is_string()) {
      counter.add_text(object["text"].get_ref<const std::string&>());
      ++texts;
    }
  }
  std::vector<CountedWord> words = counter.commonest();
  const std::size_t all = words.size();
  std::size_t kept = 0;
  const std::string bytes = fit(words, kept);
  std::ofstream out(argv[1], std::ios::binary);
  out << bytes;
  if (!out.flush()) {
    std::cerr << argv[1] << ": cannot be written\n";
    return 1;
  }
  std::cerr << fmt::format("{} texts, {} words, {} kept, rarest {} times, {} bytes\n", texts, all,
                           kept, kept == 0 ? 0 : words[kept - 1].count, bytes.size());
  return 0;
}
