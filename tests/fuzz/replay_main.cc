// Runs a fuzzer's target without libFuzzer: every file of its corpus, then mutations of them by a
// generator with a fixed seed, for a limited number of inputs and seconds.
//
//   fuzz_X CORPUS_FOLDER...

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::uint64_t kSeed = 20250205;
constexpr long kMutations = 4000;
constexpr auto kTimeLimit = std::chrono::seconds(20);

using Input = std::string;

void add_corpus(const std::filesystem::path& folder, std::vector<Input>& corpus) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
}

class Mutator {
 public:
  explicit Mutator(std::vector<Input> corpus) : corpus_(std::move(corpus)) {}

  Input next() {
    Input input = pick();
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
      change(input);
    }
    return input;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  const Input& pick() { return corpus_[below(corpus_.size())]; }
  std::size_t place(const Input& input) { return below(input.size() + 1); }

  void change(Input& input) {
    const std::size_t at = place(input);
    switch (below(7)) {
      case 0:  // a byte, any
        input.insert(at, 1, static_cast<char>(random_()));
        break;
      case 1:  // a bit
        if (at < input.size()) {
          input[at] = static_cast<char>(static_cast<unsigned char>(input[at]) ^ (1U << below(8)));
        }
        break;
      case 2:  // a piece less
        input.erase(at, below(16) + 1);
        break;
      case 3:  // the end less
        input.resize(at);
        break;
      case 4: {  // a piece of another input
        const Input& other = pick();
        const std::size_t from = place(other);
        input.insert(at, other.substr(from, below(64)));
        break;
      }
      case 5:  // a piece again and again
        if (at < input.size()) {
          const Input piece = input.substr(at, below(8) + 1);
          for (std::size_t times = below(50); times > 0; --times) {
            input.insert(at, piece);
          }
        }
        break;
      default: {  // what is special to many formats
        static const std::vector<Input> special = {"\n",
                                                   "\r\n",
                                                   "\t",
                                                   " ",
                                                   "\0",
                                                   "|",
                                                   "- ",
                                                   "# ",
                                                   "\"",
                                                   "'",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   "(",
                                                   ")",
                                                   ":",
                                                   ",",
                                                   ";",
                                                   ".",
                                                   "0",
                                                   "-1",
                                                   "9223372036854775807",
                                                   "1e999",
                                                   "\xEF\xBB\xBF",
                                                   "\xC2\xA0",
                                                   "\xC2\xAD",
                                                   "\xE2\x80\x94",
                                                   "\xFF",
                                                   "\xC0\x80",
                                                   "\xED\xA0\x80",
                                                   "/*",
                                                   "*/",
                                                   "null",
                                                   "MATCH",
                                                   "RETURN",
                                                   "---"};
        input.insert(at, special[below(special.size())]);
      }
    }
    constexpr std::size_t kMaxInput = 1 << 16;
    input.resize(std::min(input.size(), kMaxInput));
  }

  std::vector<Input> corpus_;
  std::mt19937_64 random_{kSeed};
};

void run(const Input& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Input> corpus;
  for (int i = 1; i < argc; ++i) {
    add_corpus(argv[i], corpus);
  }
  for (const Input& input : corpus) {
    run(input);
  }
  const std::size_t files = corpus.size();
  corpus.emplace_back();
  Mutator mutator(std::move(corpus));
  const auto start = std::chrono::steady_clock::now();
  long done = 0;
  while (done < kMutations && std::chrono::steady_clock::now() - start < kTimeLimit) {
    run(mutator.next());
    ++done;
  }
  std::printf("%zu corpus files and %ld mutations, no fault\n", files, done);
  return 0;
}
