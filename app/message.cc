// Messages on standard error.

#include "app/message.h"

#include <cstdio>
#include <string>

namespace rapport::app {

void print_error(const Error& error) {
  std::fputs(("rapport: " + to_string(error) + "\n").c_str(), stderr);
}

void print_warning(std::string_view document, std::string_view warning) {
  std::fputs(("rapport: " + std::string(document) + ": " + std::string(warning) + "\n").c_str(),
             stderr);
}

}  // namespace rapport::app
