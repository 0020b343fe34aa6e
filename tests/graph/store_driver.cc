// A process of its own for the tests of crashes, locks and full disks.
//
//   store_driver steps DIR FIRST     takes steps (steps.h) for ever; prints each step's number when
//                                    it is acknowledged
//   store_driver hold DIR            opens for writing, prints "open", waits for the end of input
//   store_driver fill DIR [LIMIT]    commits documents of 64 KiB of noise until one fails; prints
//                                    each name, then "CODE MESSAGE"; no file may exceed LIMIT bytes
//   store_driver open-as-nobody DIR  opens without privileges; prints "CODE MESSAGE" or "open"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

#include <sys/resource.h>
#include <unistd.h>

#include "tests/graph/steps.h"

namespace rapport::graph::test {
namespace {

void say(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

int fail(const Error& error) {
  say(std::to_string(static_cast<int>(error.code)) + " " + to_string(error));
  return 1;
}

int steps(const std::string& directory, unsigned first) {
  auto store = Store::open(directory, writing());
  if (!store) {
    return fail(store.error());
  }
  for (unsigned step = first;; ++step) {
    const auto taken = take_step(*store.value(), step);
    if (!taken) {
      return fail(taken.error());
    }
    say(std::to_string(step));
  }
}

int hold(const std::string& directory) {
  auto store = Store::open(directory, writing());
  if (!store) {
    return fail(store.error());
  }
  say("open");
  while (std::getchar() != EOF) {
  }
  return 0;
}

int fill(const std::string& directory, const char* limit) {
  auto store = Store::open(directory, writing());
  if (!store) {
    return fail(store.error());
  }
  if (limit != nullptr) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit size{std::strtoull(limit, nullptr, 10), RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &size);
  }
  std::mt19937 random(1);
  for (int number = 0; number < 10000; ++number) {
    const std::string name = "noise" + std::to_string(number) + ".txt";
    Report report(name);
    std::string noise;
    while (noise.size() < (std::size_t{1} << 16)) {
      noise.push_back(static_cast<char>(' ' + random() % 90));
    }
    Claim& claim = report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
    claim.quote = noise;
    const auto done = store.value()->commit(report.extraction());
    if (!done) {
      return fail(done.error());
    }
    say(name);
  }
  return 0;
}

int open_as_nobody(const std::string& directory) {
  constexpr unsigned kNobody = 65534;
  if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) {
    return 2;
  }
  auto store = Store::open(directory, writing());
  if (!store) {
    return fail(store.error());
  }
  say("open");
  return 0;
}

}  // namespace
}  // namespace rapport::graph::test

int main(int argc, char** argv) {
  using namespace rapport::graph::test;  // NOLINT(google-build-using-namespace): the driver's own
  if (argc < 3) {
    return 2;
  }
  if (std::strcmp(argv[1], "steps") == 0 && argc == 4) {
    return steps(argv[2], static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)));
  }
  if (std::strcmp(argv[1], "hold") == 0) {
    return hold(argv[2]);
  }
  if (std::strcmp(argv[1], "fill") == 0) {
    return fill(argv[2], argc > 3 ? argv[3] : nullptr);
  }
  return std::strcmp(argv[1], "open-as-nobody") == 0 ? open_as_nobody(argv[2]) : 2;
}
