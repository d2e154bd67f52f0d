#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

struct Row {
  std::string accountId, providerId, userId;
  Timestamp createdAt, updatedAt;
  std::string id;
  static constexpr auto fields =
      describe(field<&Row::accountId>("accountId", ""), field<&Row::providerId>("providerId", ""),
               field<&Row::userId>("userId", ""), field<&Row::createdAt>("createdAt", ""),
               field<&Row::updatedAt>("updatedAt", ""), field<&Row::id>("id", ""));
};

constexpr sql::Statement<Row, std::string_view> kSelectAccounts{"auth.list_accounts", R"sql(
  SELECT account_id, provider_id, user_id, created_at, updated_at, id
    FROM account
   WHERE user_id = ?1
   ORDER BY created_at, id
)sql"};

}  // namespace

Task<ListAccounts::Output> list_accounts(Context& context, ListAccounts::Input) {
  const auto current = co_await require_session(context);
  auto rows = co_await context.database.all(kSelectAccounts, current.user.id);
  ListAccounts::Output output;
  for (Row& row : rows)
    output.push_back({std::move(row.accountId),
                      std::move(row.providerId),
                      std::move(row.userId),
                      row.createdAt,
                      row.updatedAt,
                      std::move(row.id),
                      {}});
  co_return output;
}

}  // namespace crow::auth
