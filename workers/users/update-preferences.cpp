#include "shared/core/text.h"
#include "workers/users/handlers.h"
#include "workers/users/person.h"
#include "workers/users/preferences.h"

namespace crow::users {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::optional<std::string>,
                         std::optional<std::string>, std::optional<Theme>, std::optional<bool>,
                         std::optional<RawJson>, Timestamp>
    kUpsert{"users.update_preferences", R"sql(
  INSERT INTO user_preference
    (user_id, locale, time_zone, theme, email_notifications, custom, updated_at)
  SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM user WHERE id = ?1
      ON CONFLICT (user_id) DO UPDATE SET
         locale = coalesce(excluded.locale, locale),
         time_zone = coalesce(excluded.time_zone, time_zone),
         theme = coalesce(excluded.theme, theme),
         email_notifications = coalesce(excluded.email_notifications, email_notifications),
         custom = coalesce(excluded.custom, custom),
         updated_at = excluded.updated_at
)sql"};

template <typename T>
std::optional<std::string> text_of(std::optional<T>& text) {
  return text ? std::optional(std::move(text->value)) : std::nullopt;
}

}  // namespace

Task<UpdatePreferences::Output> update_preferences(Context& context,
                                                   UpdatePreferences::Input input) {
  co_await require_self(context, input.id);
  co_await require(
      input.locale || input.timeZone || input.theme || input.emailNotifications || input.custom,
      ErrorCode::invalid_argument, "Nothing is to change: give a preference.");
  if (input.custom && input.custom->text.size() > kCustomBytesMax)
    co_await fail({{"custom", Rule::length, concat("at most ", kCustomBytesMax, " bytes of JSON"),
                    std::nullopt, "object", &kTypeOf<RawObject>}});
  std::optional<RawJson> custom;
  if (input.custom) custom = std::move(*input.custom);
  const std::string& person = context.caller.user_id;
  auto [changed, found] = co_await context.database.batch(
      sql::bind(kUpsert, person, text_of(input.locale), text_of(input.timeZone), input.theme,
                input.emailNotifications, custom, context.now()),
      select_preferences(person));
  co_await require(changed.changes > 0, ErrorCode::unauthenticated, "This account is gone.");
  co_return show_preferences(std::move(found.rows));
}

}  // namespace crow::users
