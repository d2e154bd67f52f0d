#include <algorithm>

#include "shared/json/read.h"
#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

using Wanted = Map<std::vector<std::string>>;

// Better Auth's table of what may be done, by what it is done to. Owners may do all of it.
struct Statement {
  std::string_view resource;
  std::array<std::string_view, 4> actions;
  std::string_view of_member;  // The one that a plain member may do.
};
constexpr Statement kStatements[] = {{"organization", {"update", "delete"}, {}},
                                     {"member", {"create", "update", "delete"}, {}},
                                     {"invitation", {"create", "cancel"}, {}},
                                     {"team", {"create", "update", "delete"}, {}},
                                     {"ac", {"create", "read", "update", "delete"}, "read"}};

bool is_allowed(Role role, std::string_view resource, std::string_view action) {
  if (action.empty()) return false;
  for (const Statement& statement : kStatements) {
    if (statement.resource != resource) continue;
    if (role == Role::member) return action == statement.of_member;
    if (role == Role::admin && resource == "organization" && action == "delete") return false;
    return std::ranges::find(statement.actions, action) != statement.actions.end();
  }
  return false;
}

bool are_allowed(Role role, const Wanted& wanted) {
  for (const auto& [resource, actions] : wanted.entries) {
    if (actions.empty()) return false;
    for (const std::string& action : actions)
      if (!is_allowed(role, resource, action)) return false;
  }
  return !wanted.entries.empty();
}

// One of the two must be there, and the old one is always answered with no.
Result<Wanted> wanted_of(const HasPermission::Input& input) {
  const bool is_old = !input.permission.text.empty();
  const std::string& text = is_old ? input.permission.text : input.permissions.text;
  auto wanted = json::read<Wanted>(text);
  if (!wanted || (is_old && !input.permissions.text.empty()))
    return refuse(400, "VALIDATION_ERROR", "[body] Invalid input");
  return is_old ? Wanted() : std::move(*wanted);
}

}  // namespace

Task<HasPermission::Output> has_permission(Context& context, HasPermission::Input input) {
  const Wanted wanted = co_await wanted_of(input);
  const auto current = co_await require_session(context);
  const std::string organization = organization_of(input.organizationId, current.session);
  if (organization.empty()) co_await refuse(kNoActiveOrganization);
  const auto membership = co_await find_membership(context, current.user.id, organization);
  if (!membership) co_await refuse(kNotAMemberToAsk);
  co_return HasPermission::Output{.error = std::nullopt,
                                  .success = are_allowed(membership->role, wanted)};
}

}  // namespace crow::auth
