#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

// Reports of several instances cross: the later time stays.
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, Timestamp> kAddUses{
    "auth.record_key_use", R"sql(
  UPDATE apikey
     SET request_count = request_count + CAST(?2 AS INTEGER),
         last_request = max(coalesce(last_request, 0), CAST(?3 AS INTEGER))
   WHERE id = ?1
)sql"};

}  // namespace

Task<RecordKeyUse::Output> record_key_use(Context& context, RecordKeyUse::Input input) {
  co_await context.database.run(kAddUses, input.id, input.uses, input.lastRequest);
  co_return Nothing{};
}

}  // namespace crow::auth
