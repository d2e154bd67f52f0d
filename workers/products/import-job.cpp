#include "workers/products/import-job.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/charset.h"
#include "shared/formats/csv.h"
#include "shared/formats/records.h"
#include "shared/host/bucket.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/service.h"
#include "workers/products/embed.h"
#include "workers/products/import-product.h"
#include "workers/products/store.h"

namespace crow::products {
namespace {

using Payload = ImportJob::Payload;

constexpr std::int64_t kWindow = 256 * 1024;
constexpr std::int64_t kSample = 64 * 1024;

constexpr sql::Statement<sql::None, std::string_view, ImportFormat> kSetFormat{"imports.format",
                                                                               R"sql(
  UPDATE import SET format = ?2 WHERE id = ?1
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, std::int64_t, std::int64_t,
                         std::int64_t>
    kCount{"imports.count_taken", R"sql(
  UPDATE import
     SET read = read + ?2 + ?3 + ?4 + ?5, created = created + ?2, updated = updated + ?3,
         unchanged = unchanged + ?4, rejected = rejected + ?5
   WHERE id = ?1
)sql"};

struct ImportReport {
  std::int64_t line = 0;
  std::optional<std::string> sku;
  RawJson error;
  static constexpr auto fields =
      describe(field<&ImportReport::line>("line", ""), field<&ImportReport::sku>("sku", ""),
               field<&ImportReport::error>("error", ""));
};
constexpr sql::Statement<sql::None, std::string_view, std::vector<ImportReport>> kReport{
    "imports.report", R"sql(
  INSERT INTO import_report (import_id, line, sku, error)
  SELECT ?1, r.value ->> 'line', r.value ->> 'sku', r.value ->> 'error' FROM json_each(?2) AS r
   WHERE true
      ON CONFLICT (import_id, line) DO NOTHING
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::optional<std::string_view>,
                         Timestamp>
    kFinish{"imports.finish", R"sql(
  UPDATE import SET outcome = ?2, error_code = ?3, error_message = ?4, finished_at = ?5
   WHERE id = ?1 AND outcome IS NULL
)sql"};

struct OnlySku {
  std::optional<RawJson> sku;
  static constexpr auto fields = describe(field<&OnlySku::sku>("sku", ""));
};

// The SKU of a line that was not taken, as far as it can be told.
std::optional<std::string> sku_of(std::string_view line) {
  auto only = json::read<OnlySku>(std::string(line), {.unknown = json::Unknown::ignored});
  if (!only || !only->sku) return std::nullopt;
  auto text = json::read<std::string>(only->sku->text);
  if (!text) return std::nullopt;
  return std::string(cut_code_points(*text, 128));
}

std::unexpected<Error> unreadable(std::string_view reason, std::string message) {
  auto failure = fail(ErrorCode::invalid_argument, std::move(message));
  failure.error().notes.emplace_back("reason", reason);
  return failure;
}

Task<ObjectPart> get_part(JobContext& job, ByteRange range) {
  auto part = co_await crow::Bucket(job.host, kImportBucket).find(import_key(job.job.id), range);
  if (!part) co_await unreadable("gone", "The file is not there any more.");
  co_return std::move(*part);
}

Result<> prepare(Payload& payload, std::string_view start) {
  if (start.starts_with("\x1f\x8b") || start.starts_with("PK\x03\x04"))
    return unreadable("unknown_format", "The file is packed; send it as it is.");
  if (charset_of(start, {}) != "utf-8")
    return unreadable("unknown_charset", "The file is not in UTF-8.");
  const std::size_t mark = mark_of_utf8(start);
  start.remove_prefix(mark);
  payload.offset = static_cast<std::int64_t>(mark);
  if (payload.format == ImportFormat::detect) {
    if (trim(start).starts_with('['))
      return unreadable("unknown_format", "The file is a JSON array; send an object a line.");
    const auto first = start.find_first_not_of(" \t\r\n");
    payload.format =
        first != start.npos && start[first] == '{' ? ImportFormat::jsonl : ImportFormat::csv;
  }
  if (payload.format != ImportFormat::csv) return {};
  const bool is_whole = payload.offset + std::ssize(start) >= payload.size;
  payload.separator = std::string(1, sniff_separator(start));
  const auto header = read_csv(start, payload.separator[0], is_whole);
  if (!header && is_whole) return {};  // Nothing at all.
  if (!header || !header->fault.empty() || header->is_blank())
    return unreadable("unknown_format", "The first line is no header of a table.");
  payload.columns = header->cells;
  payload.offset += static_cast<std::int64_t>(header->bytes);
  payload.line += std::ranges::count(start.substr(0, header->bytes), '\n');
  return {};
}

Task<JobOutcome> prepare_step(JobContext& job, Payload& payload) {
  const auto start = co_await get_part(job, {.offset = 0, .length = kSample});
  payload.size = start.object.size;
  co_await prepare(payload, start.bytes);
  payload.phase = ImportPhase::read;
  co_return continue_with(payload, {sql::bind(kSetFormat, job.job.id, payload.format)})
      .with({.percent = 0});
}

Task<JobOutcome> read_step(JobContext& job, Payload& payload) {
  // On one machine, steps that follow one another keep requests out until the last is done.
  co_await job.host.sleep(1);
  const auto part = co_await get_part(job, {.offset = payload.offset, .length = kWindow});
  const bool is_last = payload.offset + std::ssize(part.bytes) >= payload.size;
  RecordPlace place{.line = payload.line, .is_skipping = payload.isSkipping};
  RecordReader reader(part.bytes, is_last, place);

  std::vector<SeenProduct> products;
  std::vector<ImportReport> reports;
  std::int64_t rejected = 0;
  const auto reject = [&](std::int64_t line, std::optional<std::string> sku, const Error& error) {
    ++rejected;
    if (payload.reported >= kImportReportsMax) return;
    ++payload.reported;
    reports.push_back({line, std::move(sku), {error_object(error)}});
  };
  const bool is_table = payload.format == ImportFormat::csv;
  while (products.size() + static_cast<std::size_t>(rejected) < kUpsertMax) {
    auto record = is_table ? reader.next_row(payload.separator[0]) : reader.next_line();
    if (!record) break;
    if (!record->fault.empty()) {
      reject(record->line, std::nullopt, {ErrorCode::invalid_argument, record->fault});
      continue;
    }
    auto product =
        is_table ? product_of_cells(payload.columns, std::move(record->cells), payload.mapping)
                 : product_of_line(record->text, payload.mapping);
    if (product)
      products.push_back(std::move(*product));
    else
      reject(record->line, sku_of(record->text), product.error());
  }
  payload.offset += static_cast<std::int64_t>(reader.bytes());
  payload.line = place.line;
  payload.isSkipping = place.is_skipping;

  Writes writes;
  UpsertProducts::Output taken;
  if (!products.empty()) {
    Plan plan = co_await plan_upsert(job.context, job.database, job.job.organization_id,
                                     std::move(products));
    writes = std::move(plan.writes);
    taken = std::move(plan.output);
    if (!writes.empty()) want_vectors(job.context, writes, job.job.organization_id);
  }
  if (!taken.ids.empty() || rejected > 0)
    writes.push_back(
        sql::bind(kCount, job.job.id, taken.created, taken.updated, taken.unchanged, rejected));
  if (!reports.empty()) writes.push_back(sql::bind(kReport, job.job.id, reports));
  if (reader.is_done()) payload.phase = ImportPhase::clean;
  const std::int64_t percent =
      payload.size > 0 ? std::min<std::int64_t>(payload.offset * 100 / payload.size, 99) : 99;
  co_return continue_with(payload, std::move(writes)).with({.percent = percent});
}

Task<JobOutcome> clean_step(JobContext& job, Payload& payload) {
  co_await crow::Bucket(job.host, kImportBucket).remove({import_key(job.job.id)});
  const bool is_failed = !payload.failureCode.empty();
  const auto given = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(std::string_view(text));
  };
  Writes writes{sql::bind(kFinish, job.job.id, is_failed ? "failed" : "completed",
                          given(payload.failureCode), given(payload.failureMessage), job.now())};
  if (is_failed) co_return give_up(payload.failureMessage, std::move(writes));
  co_return completed(std::move(writes));
}

Task<JobOutcome> do_step(JobContext& job, Payload& payload) {
  switch (payload.phase) {
    case ImportPhase::prepare:
      return prepare_step(job, payload);
    case ImportPhase::read:
      return read_step(job, payload);
    case ImportPhase::clean:
      return clean_step(job, payload);
  }
}

std::string_view reason_in(const Error& error) {
  for (const auto& [name, value] : error.notes)
    if (name == "reason") return value;
  return "failed";
}

}  // namespace

std::string import_key(std::string_view id) { return concat("product-imports/", id); }

Task<JobOutcome> import_step(JobContext& job, ImportJob::Payload payload) {
  auto outcome = co_await do_step(job, payload).as_result();
  if (outcome || payload.phase == ImportPhase::clean) co_return std::move(outcome);
  // What another attempt may mend gets one, while there are any.
  Error& error = outcome.error();
  const bool may_mend = error.code == ErrorCode::unavailable || error.code == ErrorCode::internal ||
                        error.code == ErrorCode::conflict;
  if (may_mend && job.job.attempts < job.kind.attempts_max) co_return std::move(outcome);
  payload.failureCode = std::string(reason_in(error));
  payload.failureMessage = error.message;
  payload.phase = ImportPhase::clean;
  co_return continue_with(payload);
}

}  // namespace crow::products
