// The executable: what is typed goes to the command line, its status to the system.

#include <clocale>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "app/cli.h"
#include "app/interrupt.h"

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  rapport::app::ignore_broken_pipes();
  try {
    return rapport::app::run_command_line(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {  // memory used up, or a fault of ours: never a crash
    std::fprintf(stderr, "rapport: %s (an internal error: please report it)\n", error.what());
    return 1;
  }
}
