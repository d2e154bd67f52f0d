// A JSON array cut into its elements, each as it stands and without a look inside: whoever reads
// them finds the faults of one without a cost to the others.
//
//   const auto events = json::split_array(body);            // [{"id":"a"}, nope]
//   if (events) for (std::string_view event : *events) …    // {"id":"a"} and nope
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace crow::json {

// Whether a document begins as an array, behind a byte order mark and blanks.
bool is_array(std::string_view document);

// The elements of an array, which point into `document`. Absent when its brackets, quotes and
// commas make no array, or something stands behind it; that each element is JSON remains to be
// seen.
std::optional<std::vector<std::string_view>> split_array(std::string_view document);

}  // namespace crow::json
