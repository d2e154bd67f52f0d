// A user's preferences as the identity database has them.
#pragma once

#include <optional>
#include <vector>

#include "shared/contracts/users.h"
#include "shared/service/context.h"

namespace crow::users {

// What differs from the defaults; null stands for the default.
struct PreferenceRow {
  std::optional<std::string> locale, timeZone;
  std::optional<Theme> theme;
  std::optional<bool> emailNotifications;
  std::optional<RawJson> custom;
  Timestamp updatedAt;

  static constexpr auto fields = describe(
      field<&PreferenceRow::locale>("locale", ""), field<&PreferenceRow::timeZone>("timeZone", ""),
      field<&PreferenceRow::theme>("theme", ""),
      field<&PreferenceRow::emailNotifications>("emailNotifications", ""),
      field<&PreferenceRow::custom>("custom", ""),
      field<&PreferenceRow::updatedAt>("updatedAt", ""));
};

// The statement that reads it: one row, none for whoever never changed any.
sql::Bound<PreferenceRow> select_preferences(std::string_view user_id);

Preferences show_preferences(std::vector<PreferenceRow> rows);

}  // namespace crow::users
