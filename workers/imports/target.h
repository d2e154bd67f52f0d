// What is different between the things that imports make: how a record becomes one, and who takes
// it. A target is all that window.cpp and job.cpp know of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/imports.h"
#include "shared/core/error.h"
#include "shared/formats/feed.h"
#include "shared/service/jobs.h"

namespace crow::imports {

// A record as what it becomes, in the words of who takes it.
struct ImportRecord {
  std::int64_t line = 0;
  std::string json;
};

// What became of the records of a batch.
struct Taken {
  struct Refused {
    std::size_t index = 0;  // In the batch.
    std::optional<std::string> id;
    RawJson error;
  };
  std::int64_t accepted = 0, duplicates = 0;             // Of interactions.
  std::int64_t created = 0, updated = 0, unchanged = 0;  // Of products.
  std::vector<Refused> refused;
};

struct Target {
  std::size_t bytes_max;     // Of a file.
  std::size_t batch_max;     // Records that are sent at once.
  std::string_view formats;  // Those it takes, for refusals.
  bool takes_feeds;
  std::string_view no_counts;               // What a new import shows.
  std::span<const std::string_view> parts;  // What a mapping may name.

  // A line of JSON, or a record of a table, which has as many cells as columns.
  //
  // Errors: invalid_argument.
  Result<std::string> (*of_line)(std::string_view line, const ImportMapping& mapping,
                                 std::string_view source);
  Result<std::string> (*of_cells)(const std::vector<std::string>& columns,
                                  std::vector<std::string> cells, const ImportMapping& mapping,
                                  std::string_view source);
  // An item of a feed; null where there are none.
  std::string (*of_item)(FeedItem item, std::string_view source, Timestamp now);
  // How a line, or a record, that became nothing is called in its report, as far as it can be told.
  std::optional<std::string> (*id_of_line)(std::string_view line, const ImportMapping& mapping);
  std::optional<std::string> (*id_of_cells)(const std::vector<std::string>& columns,
                                            const std::vector<std::string>& cells,
                                            const ImportMapping& mapping);
  // Hands them over under a name: sent again under it, they count as they did the first time.
  Task<Taken> (*send)(JobContext& job, std::span<const ImportRecord> records, std::string name);
};

const Target& rules_of(ImportTarget target);

// Every name that a mapping may give a column for.
//
// Errors: invalid_argument, for another one.
Result<> check_mapping(const Target& target, const ImportMapping& mapping);

}  // namespace crow::imports
