#include "shared/contracts/meaning.h"
#include "shared/core/text.h"
#include "shared/service/list.h"
#include "workers/interactions/filter.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/match.h"
#include "workers/interactions/pieces.h"
#include "workers/interactions/tell-meaning.h"

namespace crow::interactions {
namespace {

using Found = Page<Hit>;

// Hits, by the seven parameters of pieces.h and one's own.
template <typename... Own>
using HitQuery = ListQuery<Hit, std::string_view, std::int64_t, std::int64_t,
                           std::optional<SourceType>, std::optional<std::string>,
                           std::optional<std::string>, std::optional<std::string>, Own...>;

// A hit's place is its score in millionths of millionths, then its id: a word that most documents
// hold weighs no more than a millionth. The scope is no word that was looked for, and weighs
// nothing.
constexpr HitQuery<std::string_view> kByWords{
    {"interactions.search_words",
     sql::text<"SELECT ", kColumns,
               ", i.place_time / 1e12 AS score, i.place_time, i.id AS place_id"
               " FROM (SELECT i.*,"
               " CAST(round(bm25(interaction_text, 0, 1) * -1e12) AS INTEGER)"
               " AS place_time",
               kFromWords,
               ") AS i WHERE (i.place_time, i.id) < (coalesce(?9, 9e15), ?10)"
               " ORDER BY i.place_time DESC, i.id DESC LIMIT ?11 OFFSET ?12">},
    {"interactions.count_words", sql::text<"SELECT count(*) AS total", kFromWords>}};

// Interactions that say what is near, as e, but for those that hold what must not occur.
constexpr sql::Piece kFromNear = sql::join<
    " FROM json_each(?8) AS e"
    " CROSS JOIN meaning_of AS m"
    " ON m.organization_id = ?1 AND m.text_key = e.value ->> 'key'"
    " CROSS JOIN interaction AS i ON i.number = m.number"
    " WHERE ",
    kFiltered,
    " AND (?9 IS NULL OR i.number NOT IN"
    " (SELECT rowid FROM interaction_text WHERE interaction_text MATCH ?9))">;

constexpr HitQuery<std::vector<meaning::FoundText>, std::optional<std::string>> kByMeaning{
    {"interactions.search_meaning",
     sql::text<"SELECT ", kColumns,
               ", i.place_time / 1e12 AS score, i.place_time, i.id AS place_id"
               " FROM (SELECT i.*, CAST(round((e.value ->> 'score') * 1e12) AS INTEGER)"
               " AS place_time",
               kFromNear,
               ") AS i WHERE (i.place_time, i.id) < (coalesce(?10, 9e15), ?11)"
               " ORDER BY i.place_time DESC, i.id DESC LIMIT ?12 OFFSET ?13">},
    {"interactions.count_meaning", sql::text<"SELECT count(*) AS total", kFromNear>}};

// Reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009) of both orders: scores of words
// and of angles do not compare, places do. Words count twice, since who types a name means it.
// Interactions that say the same share a place among what is near.
constexpr sql::Piece kByRank = sql::join<
    "SELECT number, sum(part) AS score FROM ("
    "SELECT number, 1.0 / (60 + row_number() OVER (ORDER BY weight, number DESC)) AS part"
    " FROM (SELECT i.number, bm25(interaction_text, 0, 1) AS weight",
    kFromMatch, "?10 AND ", kFiltered,
    " LIMIT -1)"  // Keeps bm25() where FTS5 can answer it: in the query that matches.
    " UNION ALL SELECT i.number, 0.5 / (61 + e.key) AS part",
    kFromNear, ") GROUP BY number">;

constexpr HitQuery<std::vector<meaning::FoundText>, std::optional<std::string>, std::string_view>
    kByBoth{{"interactions.search_both",
             sql::text<"SELECT ", kColumns,
                       ", i.place_time / 1e12 AS score, i.place_time, i.id AS place_id"
                       " FROM (SELECT i.*, CAST(round(r.score * 1e12) AS INTEGER) AS place_time"
                       " FROM (",
                       kByRank,
                       ") AS r CROSS JOIN interaction AS i ON i.number = r.number"
                       ") AS i WHERE (i.place_time, i.id) < (coalesce(?11, 9e15), ?12)"
                       " ORDER BY i.place_time DESC, i.id DESC LIMIT ?13 OFFSET ?14">},
            {"interactions.count_both",
             sql::text<"SELECT count(*) AS total FROM (SELECT i.number", kFromMatch, "?10 AND ",
                       kFiltered, " UNION SELECT i.number", kFromNear, ")">}};

class Search {
 public:
  Search(Context& context, SearchInteractions::Input input)
      : context_(context), input_(std::move(input)) {}

  Task<SearchInteractions::Output> answer() {
    const PageRequest request = co_await read_paging(input_.paging);
    period_ = co_await period_of(input_.filter.from, input_.filter.to);
    const std::string& organization = context_.caller.organization_id;
    match_ = match_of(organization, input_.q);
    SearchInteractions::Output output;
    output.page = empty_page<Hit>(request);
    if (match_.empty()) co_return output;
    if (input_.mode != SearchMode::fts) co_await ask_meaning(output);
    if (input_.mode == SearchMode::semantic) {
      output.page = co_await read(kByMeaning, near_, excluded_);
    } else if (near_.empty()) {
      output.page = co_await read(kByWords, match_);
    } else {
      output.page = co_await read(kByBoth, near_, excluded_, match_);
    }
    co_return output;
  }

 private:
  // What is near, or why nobody knows.
  //
  // Errors: those of FindTexts, for a search by meaning alone.
  Task<> ask_meaning(SearchInteractions::Output& output) {
    const std::string& organization = context_.caller.organization_id;
    const std::string excluded = excluded_match_of(organization, input_.q);
    if (!excluded.empty()) excluded_ = excluded;
    meaning::FindTexts::Input wanted;
    wanted.organizationId.value = organization;
    wanted.collection.value = kCollection;
    wanted.text.value = meant_by(input_.q);
    if (input_.filter.sourceType) wanted.filter = labels_of(*input_.filter.sourceType);
    auto found = co_await context_.services.call<meaning::FindTexts>(kMeaning, std::move(wanted))
                     .as_result();
    if (!found && input_.mode == SearchMode::semantic) co_await std::move(found);
    if (!found) {
      output.notice = concat("By words alone: ", found.error().message);
      co_return;
    }
    if (!found->mode.empty()) output.mode = std::move(found->mode);
    if (!found->model.empty()) output.model = std::move(found->model);
    for (meaning::FoundText& text : found->hits)
      if (text.score > 0) near_.push_back(std::move(text));
  }

  // Behind the parameters that all have come those of one's own.
  template <typename Query, typename... Own>
  Task<Found> read(const Query& query, const Own&... own) {
    const Filter& filter = input_.filter;
    return read_list(context_.database, query, input_.paging, context_.caller.organization_id,
                     period_.from, period_.to, filter.sourceType, text_of(filter.type),
                     text_of(filter.productId), text_of(filter.visitorId), own...);
  }

  Context& context_;
  SearchInteractions::Input input_;
  Period period_{};
  std::string match_;
  std::optional<std::string> excluded_;
  std::vector<meaning::FoundText> near_;
};

}  // namespace

Task<SearchInteractions::Output> search_interactions(Context& context,
                                                     SearchInteractions::Input input) {
  Search search(context, std::move(input));
  co_return co_await search.answer();
}

Task<SearchOrganizationInteractions::Output> search_organization_interactions(
    Context& context, SearchOrganizationInteractions::Input input) {
  return search_interactions(context, std::move(input.search));
}

}  // namespace crow::interactions
