#include "workers/access/handlers.h"
#include "workers/access/organization.h"
#include "workers/auth/cookie.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
Task<SetActiveOrganization::Output> set_active_organization(Context& context,
                                                            SetActiveOrganization::Input input) {
  using None = SetActiveOrganization::Output;
  const auto current = co_await require_session(context);
  const Session& session = current.session;
  if (input.organizationId && !*input.organizationId) {
    if (!session.activeOrganizationId) co_return None();
    co_await activate(context, session, std::nullopt);
    co_await set_session_cookie(context, session.token);
    co_return None();
  }

  std::string id = input.organizationId ? **input.organizationId : std::string();
  const std::string slug = input.organizationSlug.value_or("");
  if (id.empty() && slug.empty()) id = session.activeOrganizationId.value_or("");
  if (id.empty() && slug.empty()) co_return None();

  auto found = id.empty() ? co_await find_organization_by_slug(context, current.user.id, slug)
                          : co_await find_organization(context, current.user.id, id);
  if (!found && id.empty()) co_await refuse(kOrganizationNotFound);
  // An id that nobody has looks the same as one of others.
  if (!found || !found->role) {
    co_await activate(context, session, std::nullopt);
    co_await refuse(kNotAMember);
  }
  co_await activate(context, session, found->organization.id);
  co_await set_session_cookie(context, session.token);
  co_return std::move(found->organization);
}

}  // namespace crow::auth
