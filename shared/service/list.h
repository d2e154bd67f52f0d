// A page of a list, read from the database: the rows and their number in one round trip.
//
//   constexpr ListQuery<User, std::string_view> kUsers{
//       {"users.list", R"sql(
//     SELECT u.id, u.name, m.created_at AS place_time, m.id AS place_id
//       FROM member AS m
//       JOIN user AS u ON u.id = m.user_id
//      WHERE m.organization_id = ?1
//        AND (m.created_at, m.id) > (coalesce(?2, -1), ?3)
//      ORDER BY m.created_at, m.id
//      LIMIT ?4 OFFSET ?5
//   )sql"},
//       {"users.count", "SELECT count(*) AS total FROM member WHERE organization_id = ?1"}};
//
//   co_return co_await read_list(context.database, kUsers, input.paging, input.organizationId);
//
// The query's own parameters come first, in both statements. Behind them the rows take four: the
// place's time (NULL without a cursor), its id, the limit, the offset.
#pragma once

#include "shared/contracts/page.h"
#include "shared/host/database.h"

namespace crow {

// How many items a list has.
struct Total {
  std::int64_t total = 0;
  static constexpr auto fields = describe(field<&Total::total>("total", "Items in the list."));
};

template <typename Item, typename... Own>
struct ListQuery {
  sql::Statement<Listed<Item>, Own..., std::optional<std::int64_t>, std::string_view, std::int64_t,
                 std::int64_t>
      rows;
  sql::Statement<Total, Own...> total;
};

namespace detail {

// Rows and total in one round trip; compiled once for all lists.
Task<> read_rows(const Database& database, sql::BoundStatement rows, sql::BoundStatement total,
                 const Type& list, void* out, std::int64_t& count);

}  // namespace detail

// Errors: invalid_argument for paging that contradicts itself; those of Database::batch.
template <typename Item, typename... Own>
Task<Page<Item>> read_list(const Database& database, const ListQuery<Item, Own...>& query,
                           const Paging& paging, std::type_identity_t<Own>... own) {
  const PageRequest request = co_await read_paging(paging);
  const auto& after = request.after;
  std::vector<Listed<Item>> rows;
  std::int64_t total = 0;
  co_await detail::read_rows(
      database,
      sql::bind(query.rows, own..., after ? std::optional(after->time) : std::nullopt,
                after ? std::string_view(after->id) : std::string_view(), request.limit + 1,
                request.offset),
      sql::bind(query.total, own...), kTypeOf<std::vector<Listed<Item>>>, &rows, total);
  co_return Page<Item>::from(std::move(rows), request, total);
}

}  // namespace crow
