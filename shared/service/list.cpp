#include "shared/service/list.h"

namespace crow::detail {

Task<> read_rows(const Database& database, sql::BoundStatement rows, sql::BoundStatement total,
                 const Type& list, void* out, std::int64_t& count) {
  std::vector<Total> totals;
  std::int64_t changes = 0;
  const std::array sinks{
      sql::RowSink{.statement = rows.name, .list = &list, .rows = out, .changes = &changes},
      sql::RowSink{.statement = total.name,
                   .list = &kTypeOf<std::vector<Total>>,
                   .rows = &totals,
                   .changes = &changes}};
  const std::array bound{std::move(rows), std::move(total)};
  co_await database.execute(bound, sinks);
  count = totals.front().total;
}

}  // namespace crow::detail
