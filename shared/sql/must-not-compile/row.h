// What the cases of this folder share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/sql/bound.h"

struct UserRow {
  std::string id;
  crow::Timestamp created_at;
  static constexpr auto fields =
      crow::describe(crow::field<&UserRow::id>("id", "Its id."),
                     crow::field<&UserRow::created_at>("createdAt", "When it was made."));
};

template <typename Row, typename... Parameters>
using Statement = crow::sql::Statement<Row, Parameters...>;
using crow::sql::None;
using Id = std::string_view;
