// What is said to the person, on standard error: "rapport: WHERE: MESSAGE (HINT)".

#pragma once

#include <string_view>

#include "rapport/result.h"

namespace rapport::app {

void print_error(const Error& error);
void print_warning(std::string_view document, std::string_view warning);

}  // namespace rapport::app
