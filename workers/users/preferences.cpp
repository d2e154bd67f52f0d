#include "workers/users/preferences.h"

namespace crow::users {
namespace {

constexpr sql::Statement<PreferenceRow, std::string_view> kSelect{"users.get_preferences", R"sql(
  SELECT locale, time_zone, theme, email_notifications, custom, updated_at
    FROM user_preference
   WHERE user_id = ?1
)sql"};

}  // namespace

sql::Bound<PreferenceRow> select_preferences(std::string_view user_id) {
  return sql::bind(kSelect, user_id);
}

Preferences show_preferences(std::vector<PreferenceRow> rows) {
  Preferences shown;
  if (rows.empty()) return shown;
  PreferenceRow& row = rows.front();
  if (row.locale) shown.locale.value = std::move(*row.locale);
  if (row.timeZone) shown.timeZone.value = std::move(*row.timeZone);
  shown.theme = row.theme.value_or(shown.theme);
  shown.emailNotifications = row.emailNotifications.value_or(shown.emailNotifications);
  if (row.custom) shown.custom.text = std::move(row.custom->text);
  shown.updatedAt = row.updatedAt;
  return shown;
}

}  // namespace crow::users
