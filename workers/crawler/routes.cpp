#include "workers/crawler/routes.h"

#include "workers/crawler/crawl-job.h"
#include "workers/crawler/erase-organization.h"
#include "workers/crawler/forget-pages.h"
#include "workers/crawler/handlers.h"

namespace crow::crawler {
namespace {

constexpr std::array kTable = {
    serve<CreateCrawlerJob, create_crawler_job>(),
    serve<CreateCrawlerJobByItself, create_crawler_job>(),
    serve<ListCrawlerJobs, list_crawler_jobs>(),
    serve<ListCrawlerJobsByItself, list_crawler_jobs>(),
    serve<ListOrganizationCrawlerJobs, list_organization_crawler_jobs>(),
    serve<ListOrganizationCrawlerJobsByItself, list_organization_crawler_jobs>(),
    serve<GetCrawlerJob, get_crawler_job>(),
    serve<GetCrawlerJobByItself, get_crawler_job>(),
    serve<CancelCrawlerJob, cancel_crawler_job>(),
    serve<CancelCrawlerJobByItself, cancel_crawler_job>(),
    serve<DeleteCrawlerJob, delete_crawler_job>(),
    serve<DeleteCrawlerJobByItself, delete_crawler_job>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

constexpr std::array kHandlers = {
    handle<CrawlJob, crawl_step>(),
    handle<ForgetPages, forget_pages_step>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers, .run = &run_due_jobs_side_by_side};

}  // namespace crow::crawler
