// What users does, a function for each operation of shared/contracts/users.h.
#pragma once

#include "shared/contracts/users.h"
#include "shared/service/context.h"

namespace crow::users {

// Errors: unauthenticated, when the caller's account is gone.
Task<GetMe::Output> get_me(Context& context, GetMe::Input input);

// Errors: not_found, also for people of other organizations.
Task<GetUser::Output> get_user(Context& context, GetUser::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListUsers::Output> list_users(Context& context, ListUsers::Input input);

// Errors: not_found, also for people of other organizations.
Task<GetPermissions::Output> get_permissions(Context& context, GetPermissions::Input input);

}  // namespace crow::users
