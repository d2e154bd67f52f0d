// The text of HTML, for feeds and posts: tags go, entities become what they stand for.
#pragma once

#include <string>
#include <string_view>

namespace crow {

// Tags, comments, and the contents of script and style are left out; runs of spaces and of block
// elements become one space. What is no HTML passes as it is, but for the spaces. Linear in the
// input, and never longer.
std::string html_to_text(std::string_view html);

// What a character reference stands for: "amp", "#8230", "#x2026". Empty when nobody knows it, or
// when it is no character that XML allows.
std::string character_of(std::string_view reference);

}  // namespace crow
