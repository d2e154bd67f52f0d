#include "workers/crawler/crawl-row.h"
#include "workers/crawler/handlers.h"

namespace crow::crawler {
namespace {

constexpr sql::Statement<CrawlerJob, std::string_view, std::string_view> kSelect{
    "crawls.get", "SELECT " CROW_CRAWL_COLUMNS
                  " FROM crawl AS c LEFT JOIN jobs AS j ON j.id = c.id"
                  " WHERE c.id = ?1 AND c.organization_id = ?2"};

}  // namespace

Task<GetCrawlerJob::Output> get_crawler_job(Context& context, GetCrawlerJob::Input input) {
  auto found = co_await context.database.find(kSelect, input.id, context.caller.organization_id);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such crawler job.");
  co_return std::move(*found);
}

}  // namespace crow::crawler
