// What one service keeps here of one organization, and the names that follow from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/host/database.h"

namespace crow::meaning {

struct Space {
  std::int64_t number = 0;
  std::string organizationId, collection;
  std::optional<std::string> model;  // By which searches go; none before there are vectors.

  static constexpr auto fields = describe(
      field<&Space::number>("number", ""), field<&Space::organizationId>("organizationId", ""),
      field<&Space::collection>("collection", ""), field<&Space::model>("model", ""));
};

Task<std::optional<Space>> find_space(const Database& database, std::string_view organization_id,
                                      std::string_view collection);

// By which name the AI knows the collection: what it learns of one says nothing of another.
std::string learner_of(std::string_view organization_id, std::string_view collection);

// Names a text for the index (embedding::vector_id), and back to the key; empty for what is none.
std::string text_id(std::int64_t space, std::string_view key);
std::string_view key_of(std::string_view text_id);

}  // namespace crow::meaning
