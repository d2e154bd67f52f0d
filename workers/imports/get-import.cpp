#include "workers/imports/handlers.h"
#include "workers/imports/row.h"

namespace crow::imports {
namespace {

constexpr sql::Statement<ImportWithReports, std::string_view, std::string_view, ImportTarget>
    kSelect{"imports.get",
            "SELECT " CROW_IMPORT_COLUMNS
            ", (SELECT json_group_array(json_object('line', r.line,"
            " iif(?3 = 'products', 'sku', 'id'), r.record_id, 'error', json(r.error)))"
            " FROM (SELECT * FROM import_report WHERE import_id = ?1 ORDER BY line, number) AS r)"
            " AS reports"
            " FROM import AS i LEFT JOIN jobs AS j ON j.id = i.id"
            " WHERE i.id = ?1 AND i.organization_id = ?2 AND i.target = ?3"};

Task<ImportWithReports> get(Context& context, ImportTarget target, std::string id) {
  auto found = co_await context.database.find(kSelect, id, context.caller.organization_id, target);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such import.");
  co_return std::move(*found);
}

}  // namespace

Task<GetImport::Output> get_import(Context& context, GetImport::Input input) {
  return get(context, ImportTarget::interactions, std::move(input.id.value));
}

Task<GetProductImport::Output> get_product_import(Context& context, GetProductImport::Input input) {
  return get(context, ImportTarget::products, std::move(input.id.value));
}

}  // namespace crow::imports
