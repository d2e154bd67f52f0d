#include "workers/imports/handlers.h"
#include "workers/imports/row.h"

namespace crow::imports {
namespace {

constexpr sql::Statement<ImportWithReports, std::string_view, std::string_view> kSelect{
    "imports.get",
    "SELECT " CROW_IMPORT_COLUMNS
    ", (SELECT json_group_array(json_object('line', r.line, 'id', r.event_id,"
    " 'error', json(r.error)))"
    " FROM (SELECT * FROM import_report WHERE import_id = ?1 ORDER BY line) AS r) AS reports"
    " FROM import AS i LEFT JOIN jobs AS j ON j.id = i.id"
    " WHERE i.id = ?1 AND i.organization_id = ?2"};

}  // namespace

Task<GetImport::Output> get_import(Context& context, GetImport::Input input) {
  auto found = co_await context.database.find(kSelect, input.id, context.caller.organization_id);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such import.");
  co_return std::move(*found);
}

}  // namespace crow::imports
