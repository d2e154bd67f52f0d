// What the crawler answers, a function for each operation of shared/contracts/crawler.h, whichever
// of its paths is asked.
#pragma once

#include "shared/contracts/crawler.h"
#include "shared/service/context.h"

namespace crow::crawler {

// Errors: invalid_argument, for an address that must not be fetched; conflict, when too many jobs
// of the organization have not ended.
Task<CreateCrawlerJob::Output> create_crawler_job(Context& context, CreateCrawlerJob::Input input);

Task<ListCrawlerJobs::Output> list_crawler_jobs(Context& context, ListCrawlerJobs::Input input);
Task<ListOrganizationCrawlerJobs::Output> list_organization_crawler_jobs(
    Context& context, ListOrganizationCrawlerJobs::Input input);

// Errors of these: not_found, also for jobs of other organizations.
Task<GetCrawlerJob::Output> get_crawler_job(Context& context, GetCrawlerJob::Input input);
Task<CancelCrawlerJob::Output> cancel_crawler_job(Context& context, CancelCrawlerJob::Input input);
Task<DeleteCrawlerJob::Output> delete_crawler_job(Context& context, DeleteCrawlerJob::Input input);

}  // namespace crow::crawler
