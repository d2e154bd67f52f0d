#include "workers/users/routes.h"

#include "workers/users/handlers.h"

namespace crow::users {
namespace {

constexpr std::array kTable = {
    serve<GetMe, get_me>(),
    serve<GetUser, get_user>(),
    serve<ListUsers, list_users>(),
    serve<GetPermissions, get_permissions>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::users
