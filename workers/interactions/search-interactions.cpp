#include "shared/service/list.h"
#include "workers/interactions/filter.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/match.h"
#include "workers/interactions/pieces.h"

namespace crow::interactions {
namespace {

// A hit's place is its score in millionths of millionths, then its id: a word that most documents
// hold weighs no more than a millionth. The scope is no word that was looked for, and weighs
// nothing.
constexpr ListQuery<Hit, std::string_view, std::int64_t, std::int64_t, std::optional<SourceType>,
                    std::optional<std::string>, std::optional<std::string>,
                    std::optional<std::string>, std::string_view>
    kHits{{"interactions.search",
           sql::text<"SELECT ", kColumns,
                     ", i.place_time / 1e12 AS score, i.place_time, i.id AS place_id"
                     " FROM (SELECT i.*,"
                     " CAST(round(bm25(interaction_text, 0, 1) * -1e12) AS INTEGER) AS place_time",
                     kFromWords,
                     ") AS i WHERE (i.place_time, i.id) < (coalesce(?9, 9e15), ?10)"
                     " ORDER BY i.place_time DESC, i.id DESC LIMIT ?11 OFFSET ?12">},
          {"interactions.count_hits", sql::text<"SELECT count(*) AS total", kFromWords>}};

}  // namespace

Task<SearchInteractions::Output> search_interactions(Context& context,
                                                     SearchInteractions::Input input) {
  co_await require(input.mode != SearchMode::semantic, ErrorCode::not_implemented,
                   "This deployment does not search by meaning yet; use `fts` or `hybrid`.");
  const std::string& organization = context.caller.organization_id;
  const Filter& filter = input.filter;
  const Period period = co_await period_of(filter.from, filter.to);
  const std::string match = match_of(organization, input.q);
  if (match.empty()) co_return empty_page<Hit>(co_await read_paging(input.paging));
  co_return co_await read_list(context.database, kHits, input.paging, organization, period.from,
                               period.to, filter.sourceType, text_of(filter.type),
                               text_of(filter.productId), text_of(filter.visitorId), match);
}

Task<SearchOrganizationInteractions::Output> search_organization_interactions(
    Context& context, SearchOrganizationInteractions::Input input) {
  return search_interactions(context, std::move(input.search));
}

}  // namespace crow::interactions
