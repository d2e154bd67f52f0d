// The work of an import: a job in small steps, each of which is done wholly or not at all.
//
//   fetch    brings an address into the bucket; an upload is there already
//   prepare  looks at the beginning: charset, format, columns; what is not UTF-8 is decoded
//   read     up to 500 records of the next 256 KiB go to who takes them, in batches with names;
//   then
//            counts, reports and the place where the next step begins are written in one batch. A
//            step that is done again sends the same under the same names and counts the same
//   clean    deletes the file; the import has ended
//
// So a process may die anywhere, and counts are as exact as what was taken in. A record of more
// than 64 KiB (an item of more than 256 KiB) is told and passed over.
#pragma once

#include "shared/contracts/imports.h"
#include "shared/formats/feed.h"
#include "shared/service/jobs.h"
#include "workers/imports/target.h"

namespace crow::imports {

// The binding of the bucket, and where files of imports lie in it.
inline constexpr std::string_view kImportBucket = "FILES";
inline constexpr std::string_view kImportPrefix = "imports/";
std::string import_key(std::string_view id);
// All files that an import may have.
std::vector<std::string> import_keys(std::string_view id);

enum class ImportPhase : std::uint8_t { fetch, prepare, read, clean };
constexpr auto names(ImportPhase) {
  return std::to_array<std::string_view>({"fetch", "prepare", "read", "clean"});
}

// How reading goes on, whatever the format.
struct ImportPlace {
  std::int64_t offset = 0, size = 0;
  std::int64_t line = 1;        // The number of the line at the offset.
  bool isSkipping = false;      // In the middle of a record that is too long.
  std::int64_t reported = 0;    // Reports that are written.
  std::string separator = ",";  // CSV.
  std::vector<std::string> columns;
  FeedScope scope;  // RSS and Atom.

  static constexpr auto fields = describe(
      field<&ImportPlace::offset>("offset", ""), field<&ImportPlace::size>("size", ""),
      field<&ImportPlace::line>("line", ""), field<&ImportPlace::isSkipping>("isSkipping", ""),
      field<&ImportPlace::reported>("reported", ""),
      field<&ImportPlace::separator>("separator", ""), field<&ImportPlace::columns>("columns", ""),
      field<&ImportPlace::scope>("scope", ""));
};

struct ImportJob {
  static constexpr JobKind job{
      .name = "import", .lease_ms = kMinute, .attempts_max = 5, .keep_ms = 90 * kDay};
  struct Payload {
    ImportPhase phase = ImportPhase::prepare;
    ImportTarget target = ImportTarget::interactions;
    std::string url = {};  // Where to fetch it; empty for an upload.
    ImportFormat format = ImportFormat::detect;
    ImportMapping mapping = {};
    std::string contentType = {};
    std::string key = {};  // The file, in the bucket.
    ImportPlace place = {};
    std::string failureCode = {}, failureMessage = {};

    static constexpr auto fields = describe(
        field<&Payload::phase>("phase", ""), field<&Payload::target>("target", ""),
        field<&Payload::url>("url", ""), field<&Payload::format>("format", ""),
        field<&Payload::mapping>("mapping", ""), field<&Payload::contentType>("contentType", ""),
        field<&Payload::key>("key", ""), field<&Payload::place>("place", ""),
        field<&Payload::failureCode>("failureCode", ""),
        field<&Payload::failureMessage>("failureMessage", ""));
  };
};

Task<JobOutcome> import_step(JobContext& job, ImportJob::Payload payload);

// What a window of a file came to.
struct ImportBatch {
  struct Broken {
    std::int64_t line = 0;
    std::optional<std::string> id;
    Error error;
  };
  std::vector<ImportRecord> records;
  std::vector<Broken> broken;
  bool is_done = false;  // The file has no more.

  std::size_t size() const { return records.size() + broken.size(); }
};

// The names of a table's columns from its first record: none empty, none twice.
std::vector<std::string> columns_of(std::vector<std::string> cells);

// Reads records of a window and moves the place behind them; at least one byte, unless done.
// `source` names where they come from, `now` stands for what has no date.
ImportBatch read_window(std::string_view window, const ImportJob::Payload& payload,
                        std::string_view source, Timestamp now, ImportPlace& place);

}  // namespace crow::imports
