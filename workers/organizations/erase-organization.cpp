#include "shared/service/erasure.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

template <typename Op>
Task<Erasure> ask(Context& context, std::string_view binding, const std::string& organization) {
  return context.services.call<Op>(binding, {{organization}});
}

// The context goes with the organization's own row; the job that would write another has no such
// row beside it.
constexpr sql::Statement<sql::None, std::string_view> kEraseJobs{"organizations.erase_context_jobs",
                                                                 R"sql(
  DELETE FROM jobs WHERE id IN (SELECT job_id FROM context_job WHERE organization_id = ?1)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kErasePlace{
    "organizations.erase_context_job", "DELETE FROM context_job WHERE organization_id = ?1"};
constexpr sql::Statement<sql::None, std::string_view> kEraseContexts{
    "organizations.erase_contexts", "DELETE FROM organization_context WHERE organization_id = ?1"};

}  // namespace

// Those that bring something in come first: what they have brought is erased behind them.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& id = input.organizationId;
  const Erasure parts[] = {
      co_await erase_rows(context.database, sql::bind(kEraseJobs, id), sql::bind(kErasePlace, id),
                          sql::bind(kEraseContexts, id)),
      co_await ask<crawler::EraseOrganization>(context, "CRAWLER", id),
      co_await ask<imports::EraseOrganization>(context, "IMPORTS", id),
      co_await ask<search::EraseOrganization>(context, "SEARCH", id),
      co_await ask<interactions::EraseOrganization>(context, "INTERACTIONS", id),
      co_await ask<images::EraseOrganization>(context, "IMAGES", id),
      co_await ask<meaning::EraseOrganization>(context, "MEANING", id),
  };
  Erasure all{.isDone = true};
  for (const Erasure& part : parts) {
    all.isDone &= part.isDone;
    all.erased += part.erased;
  }
  co_return all;
}

}  // namespace crow::organizations
