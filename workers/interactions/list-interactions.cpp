#include "shared/service/list.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/match.h"
#include "workers/interactions/pieces.h"

namespace crow::interactions {
namespace {

// Parameters of every query: organization, from, to, channel, type, product, visitor.
template <typename... More>
using Query = ListQuery<Interaction, std::string_view, std::int64_t, std::int64_t,
                        std::optional<SourceType>, std::optional<std::string>,
                        std::optional<std::string>, std::optional<std::string>, More...>;

constexpr sql::Piece kSelect =
    sql::join<"SELECT ", kColumns, ", i.occurred_at AS place_time, i.id AS place_id",
              " FROM interaction AS i INDEXED BY ">;
constexpr sql::Piece kCount{"SELECT count(*) AS total FROM interaction AS i INDEXED BY "};
constexpr sql::Piece kPage{
    " AND (i.occurred_at, i.id) < (coalesce(?8, ?3), ?9)"
    " ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?10 OFFSET ?11"};

// Each query searches by the index of one filter, the one that leaves the fewest rows, and looks at
// the others row by row. Without statistics SQLite would take another index for some.
template <sql::Piece where>
constexpr Query<> kQuery{{"interactions.list", sql::text<kSelect, where, kPage>},
                         {"interactions.count", sql::text<kCount, where>}};

const Query<>& query_for(const Filter& filter) {
  if (filter.visitorId)
    return kQuery<sql::join<"interaction_by_visitor WHERE i.visitor_id = ?7 AND ", kInPeriod,
                            kAnySource, kAnyType, kAnyProduct>>;
  if (filter.productId)
    return kQuery<sql::join<"interaction_by_product WHERE i.product_id = ?6 AND ", kInPeriod,
                            kAnySource, kAnyType, " AND ?7 IS NULL">>;
  if (filter.type)
    return kQuery<sql::join<"interaction_by_type WHERE i.type = ?5 AND ", kInPeriod, kAnySource,
                            " AND coalesce(?6, ?7) IS NULL">>;
  if (filter.sourceType)
    return kQuery<sql::join<"interaction_by_source WHERE i.source_type = ?4 AND ", kInPeriod,
                            " AND coalesce(?5, ?6, ?7) IS NULL">>;
  return kQuery<
      sql::join<"interaction_by_time WHERE ", kInPeriod, " AND coalesce(?4, ?5, ?6, ?7) IS NULL">>;
}

// The same among those that hold words. The eighth parameter is FTS5's query.
constexpr Query<std::string_view> kWithWords{
    {"interactions.list_with_words",
     sql::text<"SELECT ", kColumns, ", i.occurred_at AS place_time, i.id AS place_id", kFromWords,
               " AND (i.occurred_at, i.id) < (coalesce(?9, ?3), ?10)"
               " ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?11 OFFSET ?12">},
    {"interactions.count_with_words", sql::text<"SELECT count(*) AS total", kFromWords>}};

}  // namespace

Task<ListInteractions::Output> list_interactions(Context& context, ListInteractions::Input input) {
  const std::string& organization = context.caller.organization_id;
  const Filter& filter = input.filter;
  const Period period = co_await period_of(filter.from, filter.to);
  if (!input.q)
    co_return co_await read_list(context.database, query_for(filter), input.paging, organization,
                                 period.from, period.to, filter.sourceType, text_of(filter.type),
                                 text_of(filter.productId), text_of(filter.visitorId));
  const std::string match = match_of(organization, *input.q);
  if (match.empty()) co_return empty_page<Interaction>(co_await read_paging(input.paging));
  co_return co_await read_list(context.database, kWithWords, input.paging, organization,
                               period.from, period.to, filter.sourceType, text_of(filter.type),
                               text_of(filter.productId), text_of(filter.visitorId), match);
}

Task<ListOrganizationInteractions::Output> list_organization_interactions(
    Context& context, ListOrganizationInteractions::Input input) {
  return list_interactions(context, std::move(input.list));
}

}  // namespace crow::interactions
