#include "workers/organizations/routes.h"

#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

constexpr std::array kTable = {
    serve<ListOrganizations, list_organizations>(),
    serve<GetOrganization, get_organization>(),
    serve<ListMembers, list_members>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::organizations
