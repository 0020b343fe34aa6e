// Recognises text that is about the document and not about its subject.

#pragma once

#include <string_view>

namespace rapport::extract {

// "This post was partly crafted with the help of AI tools", "Disclaimer: ...", "Keywords",
// "© 2024 ...", "Category:Treaties of 1879", cookie banners, "Share this", "Subscribe to our
// newsletter". Strict: a report about AI, copyright or cookies is none.
bool is_notice(std::string_view block);

}  // namespace rapport::extract
