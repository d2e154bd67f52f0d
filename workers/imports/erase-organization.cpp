#include "workers/imports/erase-organization.h"

#include "shared/service/erasure.h"

namespace crow::imports {
namespace {

// Their reports go with them, a hundred lines of each.
constexpr sql::Statement<sql::None, std::string_view> kErase{"imports.erase_of_organization", R"sql(
  DELETE FROM import
   WHERE id IN (SELECT id FROM import WHERE organization_id = ?1 LIMIT 20)
)sql"};

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  co_return co_await erase_rows(context.database, sql::bind(kErase, input.organizationId.value));
}

}  // namespace crow::imports
