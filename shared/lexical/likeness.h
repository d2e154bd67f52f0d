// Words that were meant: how far two words are apart, and what they share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crow::lexical {

// The letters of a word three by three, each once, with marks at its ends: "^sh", "sho", "hoe",
// "oe$". Letters are code points.
std::vector<std::string> trigrams_of(std::string_view word);

// How many letters must be added, left out, changed or swapped with their neighbour to make one of
// the other; more than `most` is most + 1. Words of more than 64 letters count as far apart.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most);

// How many slips a word of this length may have: none below four letters, then one, two from eight
// on. Words with digits are numbers and names of models, and have none.
std::size_t slips_of(std::string_view word);

}  // namespace crow::lexical
