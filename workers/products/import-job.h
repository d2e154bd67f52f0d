// The work of an import: a job in small steps, each of which is done wholly or not at all.
//
//   prepare  looks at the beginning: charset, format, columns; what is not UTF-8 is refused
//   read     up to 100 records of the next 256 KiB become products, counts and reports, in one
//   batch
//            with the place where the next step begins
//   clean    deletes the file; the import has ended
//
// So a process may die anywhere, and counts are as exact as the products are.
#pragma once

#include "shared/contracts/products.h"
#include "shared/service/jobs.h"

namespace crow::products {

inline constexpr std::string_view kImportBucket = "FILES";
std::string import_key(std::string_view id);

enum class ImportPhase : std::uint8_t { prepare, read, clean };
constexpr auto names(ImportPhase) {
  return std::to_array<std::string_view>({"prepare", "read", "clean"});
}

struct ImportJob {
  static constexpr JobKind job{.name = "import_products",
                               .lease_ms = 60 * kSecond,
                               .attempts_max = 5,
                               .first_delay_ms = 2 * kSecond,
                               .keep_ms = 90 * kDay};
  struct Payload {
    ImportPhase phase = ImportPhase::prepare;
    ImportFormat format = ImportFormat::detect;
    ImportMapping mapping = {};
    std::int64_t offset = 0, size = 0, line = 1, reported = 0;
    bool isSkipping = false;
    std::string separator = ",";
    std::vector<std::string> columns = {};
    std::string failureCode = {}, failureMessage = {};

    static constexpr auto fields = describe(
        field<&Payload::phase>("phase", ""), field<&Payload::format>("format", ""),
        field<&Payload::mapping>("mapping", ""), field<&Payload::offset>("offset", ""),
        field<&Payload::size>("size", ""), field<&Payload::line>("line", ""),
        field<&Payload::reported>("reported", ""), field<&Payload::isSkipping>("isSkipping", ""),
        field<&Payload::separator>("separator", ""), field<&Payload::columns>("columns", ""),
        field<&Payload::failureCode>("failureCode", ""),
        field<&Payload::failureMessage>("failureMessage", ""));
  };
};

Task<JobOutcome> import_step(JobContext& job, ImportJob::Payload payload);

}  // namespace crow::products
