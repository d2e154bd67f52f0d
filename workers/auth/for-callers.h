// Doing what a Better Auth route does for the caller of another service, who has no cookie here.
//
//   Task<LeaveOrganizationFor::Output> leave_organization_for(Context& context, … input) {
//     co_await as_actor(context, input);
//     co_await in_contract(leave_organization(context, {.organizationId = …}));
//     co_return Nothing{};
//   }
//
// find_session() gives that caller then, with the organization of the request as the active one.
#pragma once

#include "shared/contracts/auth/for-callers.h"
#include "shared/service/context.h"

namespace crow::auth {

// Makes the actor the caller of this request.
void act_for(Context& context, const Actor& actor);

// An error of Better Auth in the codes of the contract: what is taken or not possible now is a
// conflict, what is not there is not found.
Error contract_error(Error error);

// The outcome of a Better Auth function, its error in the codes of the contract.
template <typename T>
Task<T> in_contract(Task<T> task) {
  auto outcome = co_await std::move(task).as_result();
  if (!outcome) co_await std::unexpected(contract_error(std::move(outcome.error())));
  co_return std::move(*outcome);
}

}  // namespace crow::auth
