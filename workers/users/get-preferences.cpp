#include "workers/users/handlers.h"
#include "workers/users/person.h"
#include "workers/users/preferences.h"

namespace crow::users {

Task<GetPreferences::Output> get_preferences(Context& context, GetPreferences::Input input) {
  co_await require_self(context, input.id);
  auto [found] = co_await context.database.batch(select_preferences(context.caller.user_id));
  co_return show_preferences(std::move(found.rows));
}

}  // namespace crow::users
