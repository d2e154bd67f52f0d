#include "shared/core/text.h"
#include "workers/limiter/handlers.h"

namespace crow::limiter {
namespace {

constexpr sql::Statement<sql::None, Timestamp> kDelete{
    "limiter.sweep", "DELETE FROM given WHERE ends_at <= CAST(?1 AS INTEGER)"};

struct Row {
  std::optional<Timestamp> endsAt;
  static constexpr auto fields = describe(field<&Row::endsAt>("endsAt", ""));
};
constexpr sql::Statement<Row> kSelectFirst{"limiter.first_end",
                                           "SELECT min(ends_at) AS ends_at FROM given"};

}  // namespace

Task<> sweep(Context& context) {
  const Database database(context.host, kStorage);
  const Timestamp before{context.now().ms - kRememberedMs};
  const auto [deleted, first] =
      co_await database.batch(sql::bind(kDelete, before), sql::bind(kSelectFirst));
  const auto ends = first.rows.front().endsAt;
  if (ends)
    co_await context.host.call("alarm.set", kStorage, to_text(ends->ms + kRememberedMs));
  else
    co_await context.host.call("storage.clear", kStorage, {});
}

}  // namespace crow::limiter
