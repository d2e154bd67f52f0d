#include "shared/core/text.h"
#include "workers/organizations/context-text.h"
#include "workers/organizations/handlers.h"
#include "workers/organizations/newest-job.h"

namespace crow::organizations {
namespace {

struct Row {
  std::string id;
  std::int64_t version = 0;
  Timestamp from, to;
  std::string mode, model;
  std::optional<std::string> notice;
  RawObject content;
  Timestamp createdAt;
  static constexpr auto fields = describe(
      field<&Row::id>("id", ""), field<&Row::version>("version", ""), field<&Row::from>("from", ""),
      field<&Row::to>("to", ""), field<&Row::mode>("mode", ""), field<&Row::model>("model", ""),
      field<&Row::notice>("notice", ""), field<&Row::content>("content", ""),
      field<&Row::createdAt>("createdAt", ""));
};
constexpr sql::Statement<Row, std::string_view, std::optional<std::int64_t>> kContext{
    "organizations.context", R"sql(
  SELECT id, version, period_from AS "from", period_to AS "to", mode, model, notice, content,
         created_at
    FROM organization_context
   WHERE organization_id = ?1 AND (?2 IS NULL OR version = ?2)
   ORDER BY version DESC
   LIMIT 1
)sql"};

constexpr sql::Statement<ContextVersion, std::string_view> kVersions{"organizations.versions",
                                                                     R"sql(
  SELECT version, created_at
    FROM organization_context
   WHERE organization_id = ?1
   ORDER BY version DESC
)sql"};

}  // namespace

Task<GetContext::Output> get_context(Context& context, GetContext::Input input) {
  std::optional<std::int64_t> asked;
  if (input.version) asked = input.version->value;
  auto [rows, versions, jobs] = co_await context.database.batch(
      sql::bind(kContext, input.id, asked), sql::bind(kVersions, input.id),
      sql::bind(kNewestJob, input.id));
  co_await require(!asked || !rows.rows.empty(), ErrorCode::not_found,
                   concat("There is no such version; the last ", kContextVersions, " are kept."));
  GetContext::Output output;
  output.organizationId = std::move(input.id.value);
  output.versions = std::move(versions.rows);
  if (!jobs.rows.empty()) output.job = std::move(jobs.rows.front());
  if (rows.rows.empty()) co_return output;
  Row& row = rows.rows.front();
  output.id = std::move(row.id);
  output.version = row.version;
  output.from = row.from;
  output.to = row.to;
  output.mode = std::move(row.mode);
  output.model = std::move(row.model);
  output.notice = std::move(row.notice);
  output.createdAt = row.createdAt;
  output.content = co_await json::read<ContextContent>(std::move(row.content.text),
                                                       {.unknown = json::Unknown::ignored});
  if (!context.caller.permissions.has(Permission::interactions))
    leave_out_interactions(output.content);
  co_return output;
}

}  // namespace crow::organizations
