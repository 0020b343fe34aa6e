// From the float network to the integer one.

#pragma once

#include <string>
#include <vector>

#include "extract/language/parser.h"
#include "extract/language/train/float_parser.h"

namespace rapport::extract::train {

// `sample` shows how large the values between the layers get.
Parser quantise(const FloatParser& network, const std::string& tags,
                const std::vector<const ParserExample*>& sample);

}  // namespace rapport::extract::train
