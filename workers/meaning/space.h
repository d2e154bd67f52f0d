// What one service keeps here of one organization, and the names that follow from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/host/database.h"

namespace crow::meaning {

inline constexpr std::string_view kVectors = "VECTORS";

// Whether this deployment has vectors: the variable MEANING is "on".
bool has_meaning();

struct Space {
  std::int64_t number = 0;
  std::string organizationId, collection;
  std::optional<std::string> model;
  std::int64_t trained = 0;
  std::int64_t count = 0;  // Of its texts.

  static constexpr auto fields = describe(
      field<&Space::number>("number", ""), field<&Space::organizationId>("organizationId", ""),
      field<&Space::collection>("collection", ""), field<&Space::model>("model", ""),
      field<&Space::trained>("trained", ""), field<&Space::count>("count", ""));
};

// Without the count.
Task<std::optional<Space>> find_space(const Database& database, std::string_view organization_id,
                                      std::string_view collection);
// With it.
Task<std::optional<Space>> read_space(const Database& database, std::int64_t number);

// By which name the AI knows the collection: what it learns of one says nothing of another.
std::string learner_of(std::string_view organization_id, std::string_view collection);

// Names a text's vector in the index, 64 bytes at most, and back to the key; empty for what is
// none.
std::string vector_id(std::int64_t space, std::string_view key, std::string_view model);
std::string_view key_of_vector(std::string_view id);

}  // namespace crow::meaning
