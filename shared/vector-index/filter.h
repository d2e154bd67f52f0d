// Filters of a query by metadata, in Vectorize's grammar:
//
//   {"brand":"Acme"}                                  {"brand":{"$ne":"Acme"}}
//   {"price":{"$gte":10,"$lt":20},"shop.country":{"$in":["AT","DE"]}}
//
// All conditions must hold. $eq $ne $in $nin compare texts, numbers, truth values and null; $lt
// $lte $gt $gte texts (by their bytes) and numbers, alone or a lower bound with an upper one. Of
// texts the first 64 bytes count, on both sides.
//
// A vector without the property is null there: {"brand":null} finds it, as does {"brand":{"$ne":
// "Acme"}}. A property without a metadata index is known of no vector: nothing passes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/error.h"
#include "shared/vector-index/metadata.h"

namespace crow::vector_index {

enum class Comparison : std::uint8_t { eq, ne, in, nin, lt, lte, gt, gte };
constexpr auto names(Comparison) {
  return std::to_array<std::string_view>(
      {"$eq", "$ne", "$in", "$nin", "$lt", "$lte", "$gt", "$gte"});
}

struct Condition {
  std::string property;
  Comparison comparison = Comparison::eq;
  std::vector<Scalar> values;  // One, but for $in and $nin.

  bool holds(const Scalar& value) const;
};

// Reads a filter.
//
// Errors: a refusal, for one that is empty, too long, or not of the grammar.
Result<std::vector<Condition>> parse_filter(std::string_view json);

}  // namespace crow::vector_index
