#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

constexpr sql::Statement<Settings, std::string_view> kSelect{
    "interactions.get_settings", "SELECT retention_days FROM settings WHERE organization_id = ?1"};

}  // namespace

Task<GetSettings::Output> get_settings(Context& context, GetSettings::Input) {
  auto stored = co_await context.database.find(kSelect, context.caller.organization_id);
  co_return stored.value_or(Settings{});
}

}  // namespace crow::interactions
