// Imports: files of products, taken in by a job. Part of shared/contracts/products.h.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::products {

enum class ImportFormat : std::uint8_t { detect, jsonl, csv };
constexpr auto names(ImportFormat) {
  return std::to_array<std::string_view>({"auto", "jsonl", "csv"});
}

inline constexpr std::size_t kImportBytesMax = 50'000'000;
inline constexpr std::int64_t kImportReportsMax = 100;

// Which column, or member of a line's object, holds what: {"name": "Titel", "price": "Preis"}.
using ImportMapping = Map<Text<1, 200>>;

struct Import {
  static constexpr std::string_view title = "ProductImport";
  std::string id;
  JobState status = JobState::queued;
  std::optional<std::int64_t> percent;
  RawObject counts;
  std::string source;
  ImportFormat format{};
  std::optional<RawObject> error;
  Timestamp createdAt;
  std::optional<Timestamp> finishedAt;

  static constexpr auto fields = describe(
      field<&Import::id>("id", "The import's id."),
      field<&Import::status>("status", "queued, running, completed, failed or cancelled."),
      field<&Import::percent>("percent", "How far it is, from 0 to 100; null before it began."),
      field<&Import::counts>("counts",
                             "What came of its lines or records so far: `read`, and of these "
                             "`created`, `updated`, `unchanged` and `rejected`."),
      field<&Import::source>("source", "The file's name."),
      field<&Import::format>("format", "What it is read as; `auto` until that is found out."),
      field<&Import::error>("error", "Why it failed, if it has: `code` and `message`."),
      field<&Import::createdAt>("createdAt", "When it was asked for."),
      field<&Import::finishedAt>("finishedAt", "When it ended."));
};

struct ImportWithReports {
  static constexpr std::string_view title = "ProductImportWithReports";
  Import import;
  RawJson reports;

  static constexpr auto fields = describe(
      embed<&ImportWithReports::import>(),
      field<&ImportWithReports::reports>(
          "reports",
          "The first 100 lines that were not taken, each with `line` (where it begins, from 1), "
          "`sku` (if it has one) and `error` (as a request with it alone gets it); "
          "`counts.rejected` counts all of them."));
};

struct ImportProducts {
  static constexpr Operation operation{
      .name = "import_products",
      .method = Method::post,
      .path = "/products/imports",
      .summary = "Takes in a file of products.",
      .description =
          "`multipart/form-data` with the file, up to 50 MB, as `file`, and `format` and `mapping` "
          "(as JSON) beside it. The work goes on after the answer: `GET /products/imports/{id}` "
          "says how far it is.\n\nA line of `jsonl` is a product; a record of `csv` is one by its "
          "header, whose usual names are known (`title`, `price`, `availability`, `image_link` …) "
          "and whose others `mapping` names. What is broken is reported by line, and the rest goes "
          "on. The same file sent twice changes nothing.",
      .access = Access::admin,
      .success = 202};
  struct Input {
    static constexpr std::array<Field, 0> fields = {};
  };
  using Output = Import;
};

struct ListImports {
  static constexpr Operation operation{.name = "list_product_imports",
                                       .path = "/products/imports",
                                       .summary = "The organization's imports, newest first.",
                                       .description = "Of the last 90 days.",
                                       .access = Access::admin};
  using Input = Paging;
  using Output = Page<Import>;
};

struct GetImport {
  static constexpr Operation operation{.name = "get_product_import",
                                       .path = "/products/imports/{id}",
                                       .summary = "How far an import is, and what was not taken.",
                                       .access = Access::admin};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The import's id."));
  };
  using Output = ImportWithReports;
};

struct CancelImport {
  static constexpr Operation operation{
      .name = "cancel_product_import",
      .method = Method::remove,
      .path = "/products/imports/{id}",
      .summary = "Ends an import that has not ended; what it took in stays.",
      .access = Access::admin,
      .success = 204};
  using Input = GetImport::Input;
  using Output = Nothing;
};

}  // namespace crow::products
