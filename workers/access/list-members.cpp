#include <algorithm>

#include "shared/core/text.h"
#include "shared/service/list.h"
#include "shared/sql/text.h"
#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLimitMax = 100;

struct Wanted {
  std::string organization_id, filter_field;
  FilterOperator filter_operator = FilterOperator::eq;
  std::string filter_value, sort_by;
  SortDirection sort_direction = SortDirection::asc;
  std::int64_t limit = kLimitMax, offset = 0;
};

// ?2 to ?4 are the filter; an organization has some hundred members at most. A time is compared as
// its text, as Better Auth does on SQLite.
constexpr sql::Piece kFilterKey{
    "CASE ?2 WHEN 'role' THEN role WHEN 'userId' THEN user_id WHEN 'id' THEN id"
    " WHEN 'organizationId' THEN organization_id WHEN 'createdAt'"
    " THEN strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') END AS filter_key"};
constexpr sql::Piece kFiltered{
    " WHERE ?2 = '' OR CASE ?3"
    " WHEN 'ne' THEN m.filter_key <> ?4"
    " WHEN 'lt' THEN m.filter_key < ?4"
    " WHEN 'lte' THEN m.filter_key <= ?4"
    " WHEN 'gt' THEN m.filter_key > ?4"
    " WHEN 'gte' THEN m.filter_key >= ?4"
    " WHEN 'not_in' THEN m.filter_key <> ?4"
    " WHEN 'contains' THEN instr(m.filter_key, ?4) > 0"
    " WHEN 'starts_with' THEN substr(m.filter_key, 1, length(?4)) = ?4"
    " WHEN 'ends_with' THEN substr(m.filter_key, -length(?4)) = ?4"
    " ELSE m.filter_key = ?4 END"};

// ?5 and ?6 are the order.
constexpr sql::Statement<MemberRow, std::string_view, std::string_view, FilterOperator,
                         std::string_view, std::string_view, SortDirection, std::int64_t,
                         std::int64_t>
    kSelectMembers{
        "access.list_members",
        sql::text<"WITH sorted AS (SELECT *, ", kFilterKey,
                  ", CASE ?5 WHEN 'role' THEN role WHEN 'userId' THEN user_id WHEN 'id' THEN id"
                  " ELSE created_at END AS sort_key"
                  " FROM member WHERE organization_id = ?1)"
                  " SELECT ",
                  kMemberColumns, " FROM sorted AS m JOIN user AS u ON u.id = m.user_id", kFiltered,
                  " ORDER BY iif(?6 = 'desc', NULL, m.sort_key),"
                  " iif(?6 = 'desc', m.sort_key, NULL) DESC, m.created_at, m.id"
                  " LIMIT ?7 OFFSET ?8">};

constexpr sql::Statement<Total, std::string_view, std::string_view, FilterOperator,
                         std::string_view>
    kCountMembers{"access.count_members", sql::text<"WITH keyed AS (SELECT ", kFilterKey,
                                                    " FROM member WHERE organization_id = ?1)"
                                                    " SELECT count(*) AS total FROM keyed AS m",
                                                    kFiltered>};

// As JavaScript's Number(): what is none, and 0, mean the default.
std::int64_t number_of(const std::optional<std::string>& text, std::int64_t otherwise) {
  const auto number = text ? to_number(*text) : std::nullopt;
  return number && *number > 0 ? *number : otherwise;
}

Wanted wanted_of(const ListOrganizationMembers::Input& input, std::string organization_id) {
  return {.organization_id = std::move(organization_id),
          .filter_field = input.filterField.value_or(""),
          .filter_operator = input.filterOperator.value_or(FilterOperator::eq),
          .filter_value = input.filterValue.value_or(""),
          .sort_by = input.sortBy.value_or(""),
          .sort_direction = input.sortDirection.value_or(SortDirection::asc),
          .limit = std::min(number_of(input.limit, kLimitMax), kLimitMax),
          .offset = number_of(input.offset, 0)};
}

}  // namespace

Task<ListOrganizationMembers::Output> list_members(Context& context,
                                                   ListOrganizationMembers::Input input) {
  const auto current = co_await require_session(context);
  auto [id, own] =
      co_await require_membership(context, current, input.organizationId, input.organizationSlug);
  const Wanted wanted = wanted_of(input, std::move(id));
  auto [members, count] = co_await context.database.batch(
      sql::bind(kSelectMembers, wanted.organization_id, wanted.filter_field, wanted.filter_operator,
                wanted.filter_value, wanted.sort_by, wanted.sort_direction, wanted.limit,
                wanted.offset),
      sql::bind(kCountMembers, wanted.organization_id, wanted.filter_field, wanted.filter_operator,
                wanted.filter_value));
  ListOrganizationMembers::Output output;
  for (MemberRow& row : members.rows) output.members.push_back(with_user(std::move(row)));
  output.total = count.rows.front().total;
  co_return output;
}

}  // namespace crow::auth
