#include "workers/users/handlers.h"
#include "workers/users/permission-row.h"
#include "workers/users/person.h"

namespace crow::users {

Task<GetPermissions::Output> get_permissions(Context& context, GetPermissions::Input input) {
  const auto [found] = co_await context.database.batch(
      select_permissions(person_of(context, input.id), context.caller.organization_id));
  co_return co_await show_permissions(found.rows);
}

}  // namespace crow::users
