// The sentences of templates: what is known, in order, and nothing besides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crow::models {

// Names what made a description here: change it when the sentences change.
constexpr std::string_view kDescriber = "builtin:templates-1";

// The everyday name of a colour: "#a03c2f" is "red". Empty for what is no colour.
std::string_view colour_name(std::string_view hex);

// Without blanks at the ends, in one line, cut behind a word, at most so many characters.
std::string tidy(std::string_view text, std::size_t characters_max);

// The sentences of a text, tidy, the empty ones left out.
std::vector<std::string> sentences_of(std::string_view text);

}  // namespace crow::models
