#include "shared/service/list.h"
#include "workers/interactions/columns.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/match.h"

namespace crow::interactions {
namespace {

// Parameters of every query: organization, from, to, channel, type, product, visitor. Each query
// searches by the index of one of them, the one that leaves the fewest rows, and looks at the
// others row by row.
template <typename... More>
using Query = ListQuery<Interaction, std::string_view, std::int64_t, std::int64_t,
                        std::optional<SourceType>, std::optional<std::string>,
                        std::optional<std::string>, std::optional<std::string>, More...>;

#define CROW_ROWS                    \
  "SELECT " CROW_INTERACTION_COLUMNS \
  ", i.occurred_at AS place_time, i.id AS place_id FROM interaction AS i WHERE "
#define CROW_TOTAL "SELECT count(*) AS total FROM interaction AS i WHERE "
#define CROW_PERIOD "i.organization_id = ?1 AND i.occurred_at >= ?2 AND i.occurred_at < ?3"
#define CROW_ANY_SOURCE " AND (?4 IS NULL OR i.source_type = ?4)"
#define CROW_ANY_TYPE " AND (?5 IS NULL OR i.type = ?5)"
#define CROW_ANY_PRODUCT " AND (?6 IS NULL OR i.product_id = ?6)"
#define CROW_ANY_VISITOR " AND (?7 IS NULL OR i.visitor_id = ?7)"
#define CROW_NO_OTHER " AND coalesce(?4, ?5, ?6, ?7) IS NULL"
#define CROW_PAGE                                       \
  " AND (i.occurred_at, i.id) < (coalesce(?8, ?3), ?9)" \
  " ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?10 OFFSET ?11"

#define CROW_WHERE CROW_PERIOD CROW_NO_OTHER
constexpr Query<> kAll{{"interactions.list", CROW_ROWS CROW_WHERE CROW_PAGE},
                       {"interactions.count", CROW_TOTAL CROW_WHERE}};
#undef CROW_WHERE

#define CROW_WHERE CROW_PERIOD " AND i.source_type = ?4 AND coalesce(?5, ?6, ?7) IS NULL"
constexpr Query<> kOfSource{{"interactions.list_of_source", CROW_ROWS CROW_WHERE CROW_PAGE},
                            {"interactions.count_of_source", CROW_TOTAL CROW_WHERE}};
#undef CROW_WHERE

#define CROW_WHERE CROW_PERIOD " AND i.type = ?5" CROW_ANY_SOURCE " AND coalesce(?6, ?7) IS NULL"
constexpr Query<> kOfType{{"interactions.list_of_type", CROW_ROWS CROW_WHERE CROW_PAGE},
                          {"interactions.count_of_type", CROW_TOTAL CROW_WHERE}};
#undef CROW_WHERE

#define CROW_WHERE \
  CROW_PERIOD " AND i.product_id = ?6" CROW_ANY_SOURCE CROW_ANY_TYPE " AND ?7 IS NULL"
constexpr Query<> kOfProduct{{"interactions.list_of_product", CROW_ROWS CROW_WHERE CROW_PAGE},
                             {"interactions.count_of_product", CROW_TOTAL CROW_WHERE}};
#undef CROW_WHERE

#define CROW_WHERE \
  CROW_PERIOD " AND i.visitor_id = ?7" CROW_ANY_SOURCE CROW_ANY_TYPE CROW_ANY_PRODUCT
constexpr Query<> kOfVisitor{{"interactions.list_of_visitor", CROW_ROWS CROW_WHERE CROW_PAGE},
                             {"interactions.count_of_visitor", CROW_TOTAL CROW_WHERE}};
#undef CROW_WHERE

const Query<>& query_for(const Filter& filter) {
  if (filter.visitorId) return kOfVisitor;
  if (filter.productId) return kOfProduct;
  if (filter.type) return kOfType;
  if (filter.sourceType) return kOfSource;
  return kAll;
}

// The same among those that hold words. The eighth parameter is FTS5's query. CROSS JOIN keeps the
// order of the tables: by itself SQLite looks every interaction up in the text index.
#define CROW_WHERE                                                                      \
  "t.interaction_text MATCH ?8 AND i.organization_id = ?1 AND i.occurred_at >= ?2 AND " \
  "i.occurred_at < ?3" CROW_ANY_SOURCE CROW_ANY_TYPE CROW_ANY_PRODUCT CROW_ANY_VISITOR
#define CROW_FROM \
  " FROM interaction_text AS t CROSS JOIN interaction AS i ON i.number = t.rowid WHERE "
constexpr Query<std::string_view> kWithWords{
    {"interactions.list_with_words",
     "SELECT " CROW_INTERACTION_COLUMNS
     ", i.occurred_at AS place_time, i.id AS place_id" CROW_FROM CROW_WHERE
     " AND (i.occurred_at, i.id) < (coalesce(?9, ?3), ?10)"
     " ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?11 OFFSET ?12"},
    {"interactions.count_with_words", "SELECT count(*) AS total" CROW_FROM CROW_WHERE}};

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
