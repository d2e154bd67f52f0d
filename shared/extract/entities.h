// Character references (HTML 13.2.5.72): all numeric ones, the names of Latin-1, and those others
// that pages use. The full list has 2,231 names, most of them mathematics, and costs 10 KB.
#pragma once

#include <string>
#include <string_view>

namespace crow::extract {

enum class Place : std::uint8_t { text, attribute };

// Decodes text[0, size) where it stands, and returns the new size, which is never larger. Unknown
// references stay as they are.
std::size_t decode_references(char* text, std::size_t size, Place place);

std::string decode_references(std::string_view text, Place place = Place::text);

}  // namespace crow::extract
