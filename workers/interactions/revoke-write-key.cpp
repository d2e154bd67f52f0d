#include "workers/interactions/handlers.h"

namespace crow::interactions {
namespace {

struct Deleted {
  std::string id;
  static constexpr auto fields = describe(field<&Deleted::id>("id", ""));
};

constexpr sql::Statement<Deleted, std::string_view, std::string_view> kDelete{
    "interactions.delete_write_key", R"sql(
  DELETE FROM write_key WHERE id = ?1 AND organization_id = ?2 RETURNING id
)sql"};

}  // namespace

Task<RevokeWriteKey::Output> revoke_write_key(Context& context, RevokeWriteKey::Input input) {
  const auto deleted =
      co_await context.database.find(kDelete, input.id, context.caller.organization_id);
  co_await require(deleted.has_value(), ErrorCode::not_found, "There is no such write key.");
  co_return Nothing{};
}

}  // namespace crow::interactions
