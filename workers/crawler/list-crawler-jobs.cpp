#include "shared/service/list.h"
#include "workers/crawler/crawl-row.h"
#include "workers/crawler/handlers.h"

namespace crow::crawler {
namespace {

constexpr ListQuery<CrawlerJob, std::string_view> kCrawls{
    {"crawls.list", "SELECT " CROW_CRAWL_COLUMNS ", c.created_at AS place_time, c.id AS place_id"
                    " FROM crawl AS c LEFT JOIN jobs AS j ON j.id = c.id"
                    " WHERE c.organization_id = ?1"
                    " AND (?2 IS NULL OR (c.created_at, c.id) < (?2, ?3))"
                    " ORDER BY c.created_at DESC, c.id DESC LIMIT ?4 OFFSET ?5"},
    {"crawls.count", "SELECT count(*) AS total FROM crawl WHERE organization_id = ?1"}};

}  // namespace

Task<ListCrawlerJobs::Output> list_crawler_jobs(Context& context, ListCrawlerJobs::Input input) {
  co_return co_await read_list(context.database, kCrawls, input, context.caller.organization_id);
}

Task<ListOrganizationCrawlerJobs::Output> list_organization_crawler_jobs(
    Context& context, ListOrganizationCrawlerJobs::Input input) {
  co_return co_await read_list(context.database, kCrawls, input.paging, input.organizationId);
}

}  // namespace crow::crawler
