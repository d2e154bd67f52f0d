#include "workers/access/handlers.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// Members, invitations and permissions go with the row; keys that act for it are of no more use.
constexpr sql::Statement<sql::None, std::string_view> kDelete{"auth.delete_organization", R"sql(
  DELETE FROM organization WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kDeleteKeys{"auth.delete_organization_keys",
                                                                  R"sql(
  DELETE FROM apikey WHERE organization_id = ?1
)sql"};

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
  co_await context.database.batch(sql::bind(kDeleteKeys, id), sql::bind(kDelete, id));
  if (current->session.activeOrganizationId == id)
    co_await activate(context, current->session.id, std::nullopt);
  co_return std::move(found->organization);
}

}  // namespace crow::auth
