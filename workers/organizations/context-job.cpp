#include "workers/organizations/context-job.h"

#include "shared/core/id.h"
#include "shared/host/host.h"
#include "workers/organizations/context-facts.h"
#include "workers/organizations/context-text.h"

namespace crow::organizations {
namespace {

constexpr std::int64_t kPeriod = kContextDays * kDay;

constexpr sql::Statement<Known, std::string_view> kKnown{"organizations.known", R"sql(
  SELECT o.name, (SELECT count(*) FROM member WHERE organization_id = o.id) AS members
    FROM organization AS o
   WHERE o.id = ?1
)sql"};

struct Newest {
  std::int64_t version = 0;
  RawObject content;
  static constexpr auto fields =
      describe(field<&Newest::version>("version", ""), field<&Newest::content>("content", ""));
};
constexpr sql::Statement<Newest, std::string_view> kNewest{"organizations.newest_context", R"sql(
  SELECT version, content
    FROM organization_context
   WHERE organization_id = ?1
   ORDER BY version DESC
   LIMIT 1
)sql"};

// An organization that was deleted meanwhile gets none.
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, std::string, Timestamp,
                         Timestamp, AiMode, std::string_view, std::optional<std::string_view>,
                         ContextContent, Timestamp>
    kInsert{"organizations.insert_context", R"sql(
  INSERT INTO organization_context (organization_id, version, id, period_from, period_to, mode,
                                    model, notice, content, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
   WHERE EXISTS (SELECT 1 FROM organization WHERE id = ?1)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kForget{
    "organizations.forget_contexts", R"sql(
  DELETE FROM organization_context WHERE organization_id = ?1 AND version <= ?2
)sql"};

Task<JobOutcome> gather(JobContext& job) {
  const std::string& organization = job.job.organization_id;
  auto known = co_await job.database.find(kKnown, organization);
  if (!known) co_return give_up("The organization was deleted.");
  const Timestamp to = job.now();
  auto evidence = co_await gather_evidence(job.services, organization, std::move(*known), to);
  co_return continue_with(WriteContext::Payload{.to = to, .evidence = std::move(evidence)})
      .with({.percent = 30, .current = "writing"});
}

}  // namespace

Task<JobOutcome> write_context(JobContext& job, WriteContext::Payload payload) {
  if (!payload.to) co_return co_await gather(job);
  const std::string& organization = job.job.organization_id;
  ContextText text = co_await write_text(job.host, job.services, payload.evidence);
  const auto newest = co_await job.database.find(kNewest, organization);
  std::vector<ContextChange> changes;
  if (newest) {
    const auto before = co_await json::read<ContextContent>(newest->content.text,
                                                            {.unknown = json::Unknown::ignored});
    changes = changes_between(before.evidence, payload.evidence);
  }
  const std::int64_t version = newest ? newest->version + 1 : 1;
  const ContextContent content{std::move(text.sections), std::move(payload.evidence),
                               std::move(changes)};
  const Timestamp now = job.now();
  Writes writes{
      sql::bind(kInsert, organization, version, make_id("context", now, random_bytes(10)),
                Timestamp{payload.to->ms - kPeriod}, *payload.to, text.mode, text.model,
                text.notice, content, now),
      sql::bind(kForget, organization, version - kContextVersions),
  };
  co_return completed(std::move(writes))
      .with({.counts = {
                 {{"version", version}, {"sentences", text.kept}, {"leftOut", text.dropped}}}});
}

}  // namespace crow::organizations
