// Cutting a JSON array into the texts of its elements, without reading them: who then reads each by
// itself can refuse one and keep the others.
//
//   const auto lines = json::elements(body);
//   if (!lines) …                                  // not an array
//   for (std::string_view line : *lines) auto event = json::read<Event>(std::string(line));
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace crow::json {

// The elements, without the space around them; they point into `text`. Absent when `text` is not
// one array. Only what stands between the elements is checked: an element may still be no JSON,
// which reading it shows. Stops after `count_max` + 1, which is one too many.
std::optional<std::vector<std::string_view>> elements(std::string_view text, std::size_t count_max);

}  // namespace crow::json
