// How organizations has access write: in the name of the caller, for the caller's organization.
#pragma once

#include "shared/contracts/auth/for-callers.h"
#include "shared/service/context.h"

namespace crow::organizations {

inline auth::Actor actor_of(const Context& context) {
  return {{context.caller.user_id}, {context.caller.organization_id}};
}

// Errors: those of access.
template <typename Op>
Task<typename Op::Output> have_written(Context& context, typename Op::Input input) {
  return context.services.call<Op>("ACCESS", std::move(input));
}

}  // namespace crow::organizations
