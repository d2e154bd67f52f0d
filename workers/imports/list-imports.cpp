#include "shared/service/list.h"
#include "workers/imports/handlers.h"
#include "workers/imports/row.h"

namespace crow::imports {
namespace {

constexpr ListQuery<Import, std::string_view, ImportTarget> kImports{
    {"imports.list", "SELECT " CROW_IMPORT_COLUMNS ", i.created_at AS place_time, i.id AS place_id"
                     " FROM import AS i LEFT JOIN jobs AS j ON j.id = i.id"
                     " WHERE i.organization_id = ?1 AND i.target = ?2"
                     " AND (?3 IS NULL OR (i.created_at, i.id) < (?3, ?4))"
                     " ORDER BY i.created_at DESC, i.id DESC LIMIT ?5 OFFSET ?6"},
    {"imports.count",
     "SELECT count(*) AS total FROM import WHERE organization_id = ?1 AND target = ?2"}};

Task<Page<Import>> list(Context& context, ImportTarget target, Paging paging) {
  co_return co_await read_list(context.database, kImports, paging, context.caller.organization_id,
                               target);
}

}  // namespace

Task<ListImports::Output> list_imports(Context& context, ListImports::Input input) {
  return list(context, ImportTarget::interactions, std::move(input));
}

Task<ListProductImports::Output> list_product_imports(Context& context,
                                                      ListProductImports::Input input) {
  return list(context, ImportTarget::products, std::move(input));
}

}  // namespace crow::imports
