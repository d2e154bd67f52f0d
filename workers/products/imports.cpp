#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/list.h"
#include "shared/service/service.h"
#include "shared/service/upload.h"
#include "shared/sql/text.h"
#include "workers/products/handlers.h"
#include "workers/products/import-job.h"
#include "workers/products/import-product.h"

namespace crow::products {
namespace {

constexpr std::int64_t kKeptMs = 90 * kDay;
constexpr std::array<std::string_view, 2> kTexts = {"format", "mapping"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         ImportFormat, std::string_view, Timestamp>
    kInsert{"imports.insert", R"sql(
  INSERT INTO import (id, organization_id, source, format, read, created, updated, unchanged,
                      rejected, created_by, created_at)
  VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0, ?5, ?6)
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kForget{"imports.forget", R"sql(
  DELETE FROM import WHERE organization_id = ?1 AND created_at < ?2
)sql"};
constexpr sql::Statement<sql::None, std::string_view, Timestamp> kCancel{"imports.cancel", R"sql(
  UPDATE import SET outcome = 'cancelled', finished_at = ?2 WHERE id = ?1 AND outcome IS NULL
)sql"};

// The columns of Import. A job that was given up says so itself; one whose row is forgotten without
// an outcome of the import has failed.
constexpr sql::Piece kColumns{
    "i.id, coalesce(i.outcome, j.outcome, CASE WHEN j.id IS NULL THEN 'failed'"
    " WHEN j.started_at IS NULL THEN 'queued' ELSE 'running' END) AS status,"
    " iif(i.outcome = 'completed', 100, j.percent) AS percent,"
    " json_object('read', i.read, 'created', i.created, 'updated', i.updated, 'unchanged',"
    " i.unchanged, 'rejected', i.rejected) AS counts, i.source, i.format,"
    " iif(coalesce(i.outcome, j.outcome, iif(j.id IS NULL, 'failed', '')) = 'failed',"
    " json_object('code', coalesce(i.error_code, 'failed'), 'message',"
    " coalesce(i.error_message, j.error, 'The import failed.')), NULL) AS error,"
    " i.created_at, coalesce(i.finished_at, j.ended_at) AS finished_at"};
constexpr sql::Piece kFrom{" FROM import AS i LEFT JOIN jobs AS j ON j.id = i.id"};

constexpr ListQuery<Import, std::string_view> kImports{
    {"imports.list",
     sql::text<"SELECT ", kColumns, ", i.created_at AS place_time, i.id AS place_id", kFrom,
               " WHERE i.organization_id = ?1"
               " AND (?2 IS NULL OR (i.created_at, i.id) < (?2, ?3))"
               " ORDER BY i.created_at DESC, i.id DESC LIMIT ?4 OFFSET ?5">},
    {"imports.count", "SELECT count(*) AS total FROM import WHERE organization_id = ?1"}};

constexpr sql::Statement<ImportWithReports, std::string_view, std::string_view> kSelect{
    "imports.get",
    sql::text<"SELECT ", kColumns,
              ", (SELECT json_group_array(json_object('line', r.line, 'sku', r.sku,"
              " 'error', json(r.error)))"
              " FROM (SELECT * FROM import_report WHERE import_id = ?1 ORDER BY line) AS r)"
              " AS reports",
              kFrom, " WHERE i.id = ?1 AND i.organization_id = ?2">};

std::unexpected<Error> bad(std::string_view field, Rule rule, std::string_view expected) {
  return fail({Violation{std::string(field), rule, std::string(expected), std::nullopt, "string",
                         &kTypeOf<std::string>}});
}

// What the texts beside the file say.
Result<ImportJob::Payload> read_texts(const Upload& upload) {
  ImportJob::Payload payload;
  if (const auto place = upload.texts.find("format"); place != upload.texts.end()) {
    const auto named = from_name<ImportFormat>(place->second);
    if (!named) return bad("format", Rule::choice, "auto, jsonl or csv");
    payload.format = *named;
  }
  if (const auto place = upload.texts.find("mapping"); place != upload.texts.end()) {
    auto read = json::read<ImportMapping>(place->second);
    if (!read) return bad("mapping", Rule::syntax, "an object of texts, as JSON");
    payload.mapping = std::move(*read);
    TRY(check_mapping(payload.mapping));
  }
  return payload;
}

}  // namespace

Task<Response> import_products(Context& context) {
  const std::string id = new_job_id(context.host, "import");
  const Upload upload = co_await receive_upload(context, {.bucket = kImportBucket,
                                                          .key = import_key(id),
                                                          .texts = kTexts,
                                                          .bytes_max = kImportBytesMax});
  auto payload = read_texts(upload);
  if (!payload) {
    co_await crow::Bucket(context.host, kImportBucket).remove({import_key(id)});
    co_await std::move(payload);
  }
  const Caller& caller = context.caller;
  const Timestamp now = context.now();
  Import import{.id = id,
                .percent = {},
                .counts = {},
                .source = upload.file_name.empty() ? "upload" : upload.file_name,
                .format = payload->format,
                .error = {},
                .createdAt = now,
                .finishedAt = {}};
  import.counts.text = R"({"read":0,"created":0,"updated":0,"unchanged":0,"rejected":0})";
  co_await context.database.batch(sql::bind(kForget, caller.organization_id, now.ms - kKeptMs),
                                  sql::bind(kInsert, id, caller.organization_id, import.source,
                                            import.format, caller.user_id, now),
                                  enqueue<ImportJob>(context, *payload, {.id = id}));
  Response response = json_response(json::write(import), 202);
  response.with("cache-control", "no-store");
  co_return response;
}

Task<ListImports::Output> list_imports(Context& context, ListImports::Input input) {
  co_return co_await read_list(context.database, kImports, input, context.caller.organization_id);
}

Task<GetImport::Output> get_import(Context& context, GetImport::Input input) {
  auto found = co_await context.database.find(kSelect, input.id, context.caller.organization_id);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such import.");
  co_return std::move(*found);
}

Task<CancelImport::Output> cancel_import(Context& context, CancelImport::Input input) {
  const JobStatus job = co_await cancel_job(context, input.id, context.caller.organization_id);
  if (job.kind == ImportJob::job.name && job.status == JobState::cancelled) {
    co_await context.database.run(kCancel, input.id, context.now());
    co_await crow::Bucket(context.host, kImportBucket).remove({import_key(input.id)});
  }
  co_return Nothing{};
}

Task<GetJob::Output> get_product_job(Context& context, GetJob::Input input) {
  co_return co_await get_job(context.database, input.id.value, context.caller.organization_id);
}

}  // namespace crow::products
