#include "workers/imports/begin.h"

#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/host/fetch.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/service.h"
#include "shared/service/upload.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

constexpr std::int64_t kKeptMs = 90 * kDay;
constexpr std::array<std::string_view, 2> kTexts = {"format", "mapping"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, ImportTarget,
                         std::string_view, ImportFormat, std::string_view, Timestamp>
    kInsert{"imports.insert", R"sql(
  INSERT INTO import (id, organization_id, target, source, format, read, accepted, duplicates,
                      rejected, created_by, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, ?6, ?7)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, ImportTarget, std::int64_t> kForget{
    "imports.forget", R"sql(
  DELETE FROM import WHERE organization_id = ?1 AND target = ?2 AND created_at < ?3
)sql"};

std::unexpected<Error> bad(std::string_view field, Rule rule, std::string_view expected) {
  return fail({Violation{std::string(field), rule, std::string(expected), std::nullopt, "undefined",
                         &kTypeOf<std::string>}});
}

Result<> check_format(const Target& target, ImportFormat format) {
  const bool is_feed = format == ImportFormat::rss || format == ImportFormat::atom;
  if (is_feed && !target.takes_feeds) return bad("format", Rule::choice, target.formats);
  return {};
}

// Writes the import and asks for its job.
Task<Response> begin(Context& context, std::string id, std::string source,
                     ImportJob::Payload payload) {
  const Caller& caller = context.caller;
  const Timestamp now = context.now();
  Import import{.id = std::move(id),
                .percent = {},
                .counts = {},
                .source = std::move(source),
                .format = payload.format,
                .error = {},
                .createdAt = now,
                .finishedAt = {}};
  import.counts.text = rules_of(payload.target).no_counts;
  payload.key = import_key(import.id);
  const std::string& organization = caller.organization_id;
  co_await context.database.batch(
      sql::bind(kForget, organization, payload.target, now.ms - kKeptMs),
      sql::bind(kInsert, import.id, organization, payload.target, import.source, import.format,
                caller.user_id, now),
      enqueue<ImportJob>(context, payload, {.id = import.id}));
  Response response = json_response(json::write(import), 202);
  response.with("cache-control", "no-store");
  co_return response;
}

// ------------------------------------------------------------------------------------ an address

Task<Response> import_address(Context& context, const Operation& operation, ImportTarget target) {
  ImportAddress input;
  co_await read_input(context, operation, kTypeOf<ImportAddress>, &input);
  const auto checked = check_address(input.url.value);
  if (!checked) {
    auto refusal = fail({Violation{"url", Rule::format, "a public http or https address",
                                   input.url.value, "string", &kTypeOf<std::string>}});
    refusal.error().message = checked.error().message;
    refusal.error().notes = checked.error().notes;
    co_await std::move(refusal);
  }
  co_await check_format(rules_of(target), input.format);
  co_await check_mapping(rules_of(target), input.mapping);
  std::string source = input.url.value;
  co_return co_await begin(context, new_job_id(context.host, "import"), std::move(source),
                           {.phase = ImportPhase::fetch,
                            .target = target,
                            .url = std::move(input.url.value),
                            .format = input.format,
                            .mapping = std::move(input.mapping)});
}

// -------------------------------------------------------------------------------------- a file

// What the texts beside the file say.
Result<ImportJob::Payload> read_texts(const Upload& upload, ImportTarget target) {
  const Target& rules = rules_of(target);
  ImportJob::Payload payload{.target = target};
  if (const auto text = upload.texts.find("format"); text != upload.texts.end()) {
    const auto named = from_name<ImportFormat>(text->second);
    if (!named) return bad("format", Rule::choice, rules.formats);
    TRY(check_format(rules, *named));
    payload.format = *named;
  }
  if (const auto text = upload.texts.find("mapping"); text != upload.texts.end()) {
    auto read = json::read<ImportMapping>(text->second);
    if (!read) return bad("mapping", Rule::syntax, "an object of texts, as JSON");
    payload.mapping = std::move(*read);
    TRY(check_mapping(rules, payload.mapping));
  }
  return payload;
}

Task<Response> import_file(Context& context, ImportTarget target) {
  const std::string id = new_job_id(context.host, "import");
  const Upload upload = co_await receive_upload(context, {.bucket = kImportBucket,
                                                          .key = import_key(id),
                                                          .texts = kTexts,
                                                          .bytes_max = rules_of(target).bytes_max});
  auto payload = read_texts(upload, target);
  if (!payload) {
    co_await crow::Bucket(context.host, kImportBucket).remove({import_key(id)});
    co_await std::move(payload);
  }
  std::string source = upload.file_name.empty() ? "upload" : upload.file_name;
  co_return co_await begin(context, id, std::move(source), std::move(*payload));
}

}  // namespace

Task<Response> begin_import(Context& context, const Operation& operation, ImportTarget target) {
  const std::string type = media_type(context.request.header_or("content-type", {}));
  return type == "multipart/form-data" ? import_file(context, target)
                                       : import_address(context, operation, target);
}

}  // namespace crow::imports
