#include "workers/imports/job.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/charset.h"
#include "shared/formats/csv.h"
#include "shared/host/bucket.h"
#include "shared/host/fetch.h"
#include "shared/host/text-decoder.h"
#include "shared/service/service.h"

namespace crow::imports {
namespace {

using Payload = ImportJob::Payload;

constexpr std::int64_t kWindow = 256 * 1024;
constexpr std::int64_t kSample = 64 * 1024;
constexpr std::int64_t kFetchMs = 40 * kSecond;  // Well within the job's lease.
// Of events sent at once. What is read may hold 200,000 values, of two bytes at least.
constexpr std::size_t kSentBytesMax = 384 * 1024;

struct Asked {
  Timestamp createdAt;
  static constexpr auto fields = describe(field<&Asked::createdAt>("createdAt", ""));
};
constexpr sql::Statement<Asked, std::string_view> kSelectAsked{"imports.asked", R"sql(
  SELECT created_at FROM import WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, ImportFormat> kSetFormat{"imports.format",
                                                                               R"sql(
  UPDATE import SET format = ?2 WHERE id = ?1
)sql"};

// What a step adds to an import's counts.
struct Counted {
  std::int64_t read = 0, accepted = 0, duplicates = 0, created = 0, updated = 0, unchanged = 0,
               rejected = 0;
  static constexpr auto fields = describe(
      field<&Counted::read>("read", ""), field<&Counted::accepted>("accepted", ""),
      field<&Counted::duplicates>("duplicates", ""), field<&Counted::created>("created", ""),
      field<&Counted::updated>("updated", ""), field<&Counted::unchanged>("unchanged", ""),
      field<&Counted::rejected>("rejected", ""));
};
constexpr sql::Statement<sql::None, std::string_view, RawJson> kCount{"imports.count", R"sql(
  UPDATE import
     SET read = read + (?2 ->> 'read'), accepted = accepted + (?2 ->> 'accepted'),
         duplicates = duplicates + (?2 ->> 'duplicates'), created = created + (?2 ->> 'created'),
         updated = updated + (?2 ->> 'updated'), unchanged = unchanged + (?2 ->> 'unchanged'),
         rejected = rejected + (?2 ->> 'rejected')
   WHERE id = ?1
)sql"};

// A record that was not taken; several may begin on one line.
struct ImportReport {
  std::int64_t number = 0, line = 0;
  std::optional<std::string> id;
  RawJson error;
  static constexpr auto fields =
      describe(field<&ImportReport::number>("number", ""), field<&ImportReport::line>("line", ""),
               field<&ImportReport::id>("id", ""), field<&ImportReport::error>("error", ""));
};
constexpr sql::Statement<sql::None, std::string_view, std::vector<ImportReport>> kReport{
    "imports.report", R"sql(
  INSERT INTO import_report (import_id, number, line, record_id, error)
  SELECT ?1, r.value ->> 'number', r.value ->> 'line', r.value ->> 'id', r.value ->> 'error'
    FROM json_each(?2) AS r
   WHERE true
      ON CONFLICT (import_id, number) DO NOTHING
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::optional<std::string_view>,
                         Timestamp>
    kFinish{"imports.finish", R"sql(
  UPDATE import SET outcome = ?2, error_code = ?3, error_message = ?4, finished_at = ?5
   WHERE id = ?1 AND outcome IS NULL
)sql"};

// ---------------------------------------------------------------------------------------- fetch

Task<JobOutcome> fetch_step(JobContext& job, Payload& payload) {
  Download download = co_await open_download(
      job.host, payload.url,
      {.headers = {{"accept",
                    "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
                    "text/csv;q=0.9, */*;q=0.8"}},
       .bytes_max = rules_of(payload.target).bytes_max,
       .total_ms = kFetchMs});
  if (download.status != 200) {
    auto failure =
        fail(download.status == 429 || download.status >= 500 ? ErrorCode::unavailable
                                                              : ErrorCode::invalid_argument,
             concat("The address answered ", download.status, "."));
    failure.error().notes.emplace_back("reason", "bad_status");
    co_await std::move(failure);
  }
  BucketWriter writer(crow::Bucket(job.host, kImportBucket), payload.key, {});
  for (;;) {
    const std::string piece = co_await download.read();
    if (piece.empty()) break;
    co_await writer.append(piece);
  }
  co_await writer.finish();
  payload.contentType = std::string(download.header("content-type"));
  payload.phase = ImportPhase::prepare;
  co_return continue_with(payload);
}

// -------------------------------------------------------------------------------------- prepare

std::unexpected<Error> unreadable(std::string_view reason, std::string message) {
  auto failure = fail(ErrorCode::invalid_argument, std::move(message));
  failure.error().notes.emplace_back("reason", reason);
  return failure;
}

Task<ObjectPart> get_part(const crow::Bucket& bucket, std::string key, ByteRange range) {
  auto part = co_await bucket.find(key, range);
  if (!part) co_await unreadable("gone", "The file is not there any more.");
  co_return std::move(*part);
}

// Writes the file anew, in UTF-8, under `key`.
Task<> decode_file(JobContext& job, std::string from, std::string key, std::string charset) {
  const crow::Bucket bucket(job.host, kImportBucket);
  TextDecoder decoder(job.host, charset);
  BucketWriter writer(bucket, std::move(key), {});
  for (std::int64_t offset = 0;;) {
    const auto part = co_await get_part(bucket, from, {.offset = offset, .length = kWindow});
    offset += std::ssize(part.bytes);
    const bool is_last = offset >= part.object.size || part.bytes.empty();
    auto text = co_await decoder.decode(part.bytes, is_last).as_result();
    if (!text && text.error().code == ErrorCode::invalid_argument)
      co_await unreadable("unknown_charset", concat("Nobody knows the charset \"",
                                                    cut_code_points(charset, 40), "\"."));
    const std::string decoded = co_await std::move(text);
    co_await writer.append(decoded);
    if (is_last) break;
  }
  co_await writer.finish();
}

ImportFormat format_of(std::string_view start, std::string_view content_type) {
  const auto first = start.find_first_not_of(" \t\r\n");
  const char c = first == start.npos ? ' ' : start[first];
  if (c == '<') return ImportFormat::rss;
  if (c == '{') return ImportFormat::jsonl;
  const std::string type = media_type(content_type);
  if (type.ends_with("/x-ndjson") || type.ends_with("/jsonl")) return ImportFormat::jsonl;
  return ImportFormat::csv;
}

// Finds out how the file is to be read, from its first bytes in UTF-8.
Result<> prepare(Payload& payload, std::string_view start) {
  ImportPlace& place = payload.place;
  const std::size_t mark = mark_of_utf8(start);
  start.remove_prefix(mark);
  place.offset = static_cast<std::int64_t>(mark);
  if (payload.format == ImportFormat::detect) {
    payload.format = format_of(start, payload.contentType);
    if (trim(start).starts_with('['))
      return unreadable("unknown_format", "The file is a JSON array; send an object a line.");
    if (payload.format == ImportFormat::rss && !rules_of(payload.target).takes_feeds)
      return unreadable("unknown_format", "The file is XML; send lines of JSON or a table.");
  }
  const bool is_whole = place.offset + std::ssize(start) >= place.size;
  if (payload.format == ImportFormat::csv) {
    place.separator = std::string(1, sniff_separator(start));
    const auto header = read_csv(start, place.separator[0], is_whole);
    if (!header && is_whole) return {};  // Nothing at all.
    if (!header || !header->fault.empty() || header->is_blank())
      return unreadable("unknown_format", "The first line is no header of a table.");
    place.columns = columns_of(header->cells);
    place.offset += static_cast<std::int64_t>(header->bytes);
    place.line += std::ranges::count(start.substr(0, header->bytes), '\n');
  }
  if (payload.format == ImportFormat::rss || payload.format == ImportFormat::atom) {
    const auto head = read_feed_head(start, is_whole);
    if (!head || !*head)
      return unreadable("unknown_format", head ? "The file is no feed." : head.error().message);
    place.scope = (*head)->scope;
    place.offset += static_cast<std::int64_t>((*head)->bytes);
    place.line += static_cast<std::int64_t>((*head)->lines);
    payload.format = place.scope.kind == FeedKind::atom ? ImportFormat::atom : ImportFormat::rss;
  }
  return {};
}

Task<JobOutcome> prepare_step(JobContext& job, Payload& payload) {
  const crow::Bucket bucket(job.host, kImportBucket);
  auto start = co_await get_part(bucket, payload.key, {.offset = 0, .length = kSample});
  if (start.bytes.starts_with("\x1f\x8b") || start.bytes.starts_with("PK\x03\x04"))
    co_await unreadable("unknown_format", "The file is packed; send it as it is.");
  const std::string charset = charset_of(start.bytes, payload.contentType);
  if (charset != "utf-8") {
    const std::string decoded = import_keys(job.job.id)[1];
    co_await decode_file(job, payload.key, decoded, charset);
    payload.key = decoded;
    start = co_await get_part(bucket, payload.key, {.offset = 0, .length = kSample});
  }
  payload.place.size = start.object.size;
  co_await prepare(payload, start.bytes);
  payload.phase = ImportPhase::read;
  co_return continue_with(payload, {sql::bind(kSetFormat, job.job.id, payload.format)})
      .with({.percent = 0});
}

// ----------------------------------------------------------------------------------------- read

// What became of the records of a step.
class Tally {
 public:
  // `reported` are the reports that the import has already.
  explicit Tally(std::int64_t& reported) : reported_(reported) {}

  Counted counted;
  std::vector<ImportReport> reports;

  void reject(std::int64_t line, std::optional<std::string> id, RawJson error) {
    ++counted.rejected;
    if (reported_ >= kImportReportsMax) return;
    reports.push_back({++reported_, line, std::move(id), std::move(error)});
  }
  void add(Taken taken, std::span<const ImportRecord> records) {
    counted.accepted += taken.accepted;
    counted.duplicates += taken.duplicates;
    counted.created += taken.created;
    counted.updated += taken.updated;
    counted.unchanged += taken.unchanged;
    for (auto& [index, id, error] : taken.refused)
      if (index < records.size()) reject(records[index].line, std::move(id), std::move(error));
  }

 private:
  std::int64_t& reported_;
};

// Hands records over under a name, so that a step that is done again counts the same. One that
// makes the others be refused with it is found by halves.
Task<> send(JobContext& job, const Target& target, std::span<const ImportRecord> records,
            std::string name, Tally& tally) {
  auto taken = co_await target.send(job, records, name).as_result();
  if (taken) co_return tally.add(std::move(*taken), records);
  const bool is_refused = taken.error().code == ErrorCode::invalid_argument;
  if (is_refused && records.size() == 1)
    co_return tally.reject(records[0].line, target.id_of_line(records[0].json, {}),
                           {error_object(taken.error())});
  if (!is_refused) co_await std::move(taken);
  const std::size_t half = records.size() / 2;
  co_await send(job, target, records.first(half), name + "-1", tally);
  co_await send(job, target, records.subspan(half), name + "-2", tally);
}

// The first of the records, as many as are sent at once.
std::size_t count_at_once(const Target& target, std::span<const ImportRecord> records) {
  const std::size_t most = std::min(records.size(), target.batch_max);
  std::size_t count = 0, bytes = 0;
  while (count < most && (count == 0 || bytes + records[count].json.size() < kSentBytesMax))
    bytes += records[count++].json.size();
  return count;
}

Task<JobOutcome> read_step(JobContext& job, Payload& payload) {
  const auto asked = co_await job.database.find(kSelectAsked, job.job.id);
  const Target& target = rules_of(payload.target);
  ImportPlace& place = payload.place;
  const auto part = co_await get_part(crow::Bucket(job.host, kImportBucket), payload.key,
                                      {.offset = place.offset, .length = kWindow});
  // Uploads have no source of their own: the same file is the same, whatever it is called.
  const std::string_view source = payload.url;
  const Timestamp asked_at = asked ? asked->createdAt : job.now();
  std::string name = concat(job.job.id, '.', place.offset);
  ImportBatch batch = read_window(part.bytes, payload, source, asked_at, place);

  Tally tally(place.reported);
  tally.counted.read = std::ssize(batch.records) + std::ssize(batch.broken);
  for (auto& [line, id, error] : batch.broken)
    tally.reject(line, std::move(id), {error_object(error)});
  for (std::span<const ImportRecord> rest = batch.records; !rest.empty(); name += '+') {
    const std::size_t count = count_at_once(target, rest);
    co_await send(job, target, rest.first(count), name, tally);
    rest = rest.subspan(count);
  }

  Writes writes;
  if (batch.size() > 0)
    writes.push_back(sql::bind(kCount, job.job.id, RawJson{json::write(tally.counted)}));
  if (!tally.reports.empty()) writes.push_back(sql::bind(kReport, job.job.id, tally.reports));
  if (batch.is_done) payload.phase = ImportPhase::clean;
  const std::int64_t percent =
      batch.is_done ? 99 : std::min<std::int64_t>(place.offset * 100 / place.size, 99);
  co_return continue_with(payload, std::move(writes)).with({.percent = percent});
}

// ---------------------------------------------------------------------------------------- clean

Task<JobOutcome> clean_step(JobContext& job, Payload& payload) {
  co_await crow::Bucket(job.host, kImportBucket).remove(import_keys(job.job.id));
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
    case ImportPhase::fetch:
      return fetch_step(job, payload);
    case ImportPhase::prepare:
      return prepare_step(job, payload);
    case ImportPhase::read:
      return read_step(job, payload);
    case ImportPhase::clean:
      return clean_step(job, payload);
  }
}

}  // namespace

std::string import_key(std::string_view id) { return concat(kImportPrefix, id); }

std::vector<std::string> import_keys(std::string_view id) {
  return {import_key(id), import_key(id) + ".utf-8"};
}

Task<JobOutcome> import_step(JobContext& job, ImportJob::Payload payload) {
  auto outcome = co_await do_step(job, payload).as_result();
  if (outcome || payload.phase == ImportPhase::clean) co_return std::move(outcome);
  // What another attempt may mend gets one, while there are any.
  Error& error = outcome.error();
  const bool may_mend = error.code == ErrorCode::unavailable || error.code == ErrorCode::internal ||
                        error.code == ErrorCode::conflict;
  if (may_mend && job.job.attempts < job.kind.attempts_max) co_return std::move(outcome);
  const std::string_view reason = reason_of(error);
  payload.failureCode = reason.empty() ? "failed" : std::string(reason);
  payload.failureMessage = error.message;
  payload.phase = ImportPhase::clean;
  co_return continue_with(payload);
}

}  // namespace crow::imports
