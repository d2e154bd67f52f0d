#include <set>

#include "shared/identity/session-object.h"
#include "workers/access/handlers.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/erase-job.h"
#include "workers/auth/mail.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// Members, invitations and permissions go with the row; keys that act for it are of no more use.
// What other services hold is erased by a job.
constexpr sql::Statement<sql::None, std::string_view> kDelete{"auth.delete_organization", R"sql(
  DELETE FROM organization WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kDeleteKeys{"auth.delete_organization_keys",
                                                                  R"sql(
  DELETE FROM apikey WHERE organization_id = ?1
)sql"};

struct Holder {
  std::string userId;
  static constexpr auto fields = describe(field<&Holder::userId>("userId", ""));
};

// Sessions of its members, and no others can act for it.
constexpr sql::Statement<Holder, std::string_view> kDeactivate{"access.leave_deleted", R"sql(
  UPDATE session SET active_organization_id = NULL
   WHERE user_id IN (SELECT user_id FROM member WHERE organization_id = ?1)
     AND active_organization_id = ?1
  RETURNING user_id
)sql"};

// Each object is told once, and all of them at once: an organization has up to a hundred members.
Task<> forget_sessions_of_all(const Context& context, const std::vector<Holder>& holders) {
  std::set<std::string_view> objects;
  for (const Holder& holder : holders) objects.insert(session_object(holder.userId));
  std::vector<Task<>> tasks;
  for (const std::string_view object : objects)
    tasks.push_back(forget_sessions_of(context, object));
  co_await when_all(std::move(tasks));
}

}  // namespace

Task<DeleteOrganization::Output> delete_organization(Context& context,
                                                     DeleteOrganization::Input input) {
  const auto current = co_await find_session(context);
  if (!current) co_await refuse(kUnauthorizedSilently);
  if (input.organizationId.empty()) co_await refuse(kOrganizationNotFound);
  auto found = co_await find_organization(context, current->user.id, input.organizationId);
  if (!found || !found->role) co_await refuse(kNotAMemberToChange);
  if (*found->role != Role::owner) co_await refuse(kMayNotDelete);
  const std::string& id = found->organization.id;
  const auto deleted = co_await context.database.batch(
      sql::bind(kDeactivate, id), sql::bind(kDeleteKeys, id), sql::bind(kDelete, id),
      log_event(context, {.action = AuditAction::organization_deleted,
                          .organization_id = id,
                          .actor_id = current->user.id,
                          .detail = {{"name", found->organization.name}},
                          .only_if_changed = true}),
      erase_organization_soon(context, id));
  co_await forget_sessions_of_all(context, std::get<0>(deleted).rows);
  wake_auth(context);
  co_return std::move(found->organization);
}

}  // namespace crow::auth
