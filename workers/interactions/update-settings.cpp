#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kUpsert{
    "interactions.update_settings", R"sql(
  INSERT INTO settings (organization_id, retention_days) VALUES (?1, ?2)
      ON CONFLICT (organization_id) DO UPDATE SET retention_days = excluded.retention_days
)sql"};

}  // namespace

Task<UpdateSettings::Output> update_settings(Context& context, UpdateSettings::Input input) {
  co_await context.database.run(kUpsert, context.caller.organization_id, input.retentionDays);
  co_return input;
}

}  // namespace crow::interactions
