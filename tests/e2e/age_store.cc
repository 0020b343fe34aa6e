// Makes a store look as if a newer program had written it: age_store FOLDER.

#include <cstdio>

#include "graph/codec.h"
#include "graph/rocks.h"

int main(int argc, char** argv) {
  using namespace rapport::graph;
  if (argc != 2) {
    std::fputs("usage: age_store FOLDER\n", stderr);
    return 2;
  }
  auto rocks = Rocks::open(argv[1], Rocks::Mode::kWrite);
  if (!rocks) {
    std::fprintf(stderr, "age_store: %s\n", to_string(rocks.error()).c_str());
    return 1;
  }
  const auto written =
      rocks.value().write({{Family::kMeta, "format", encode_number(kFormatVersion + 1)}}, true);
  return written ? 0 : 1;
}
