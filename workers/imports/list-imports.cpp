#include "shared/service/list.h"
#include "workers/imports/handlers.h"
#include "workers/imports/row.h"

namespace crow::imports {
namespace {

constexpr ListQuery<Import, std::string_view> kImports{
    {"imports.list", "SELECT " CROW_IMPORT_COLUMNS ", i.created_at AS place_time, i.id AS place_id"
                     " FROM import AS i LEFT JOIN jobs AS j ON j.id = i.id"
                     " WHERE i.organization_id = ?1"
                     " AND (?2 IS NULL OR (i.created_at, i.id) < (?2, ?3))"
                     " ORDER BY i.created_at DESC, i.id DESC LIMIT ?4 OFFSET ?5"},
    {"imports.count", "SELECT count(*) AS total FROM import WHERE organization_id = ?1"}};

}  // namespace

Task<ListImports::Output> list_imports(Context& context, ListImports::Input input) {
  co_return co_await read_list(context.database, kImports, input, context.caller.organization_id);
}

}  // namespace crow::imports
