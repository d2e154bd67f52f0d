#include "workers/access/handlers.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<CheckSlug::Output> check_slug(Context& context, CheckSlug::Input input) {
  const auto current = co_await require_session(context);
  if (co_await find_organization_by_slug(context, current.user.id, input.slug))
    co_await refuse(kSlugTaken);
  co_return CheckSlug::Output{};
}

}  // namespace crow::auth
