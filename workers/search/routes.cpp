#include "workers/search/routes.h"

#include "workers/search/erase-organization.h"
#include "workers/search/handlers.h"

namespace crow::search {
namespace {

constexpr std::array kTable = {
    serve<ListProducts, list_products>(),
    serve<ListOrganizationProducts, list_organization_products>(),
    serve<SearchProducts, search_products>(),
    serve<SearchOrganizationProducts, search_organization_products>(),
    serve<CountForService, count_for_service>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::search
