// The operations of imports: files that a job takes in, as interactions (posts, reviews and
// comments, feeds too) or as products.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::imports {

enum class ImportFormat : std::uint8_t { detect, jsonl, csv, rss, atom };
constexpr auto names(ImportFormat) {
  return std::to_array<std::string_view>({"auto", "jsonl", "csv", "rss", "atom"});
}

// What becomes of the records.
enum class ImportTarget : std::uint8_t { interactions, products };
constexpr auto names(ImportTarget) {
  return std::to_array<std::string_view>({"interactions", "products"});
}

inline constexpr std::size_t kImportBytesMax = 20'000'000;
inline constexpr std::size_t kProductsBytesMax = 50'000'000;
inline constexpr std::int64_t kImportReportsMax = 100;

// Which column, or member of a line's object, holds what: {"text": "Message", "id": "Post ID"}.
using ImportMapping = Map<Text<1, 200>>;

struct Import {
  static constexpr std::string_view title = "Import";
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
      field<&Import::counts>(
          "counts",
          "What came of its lines, records or items so far: `read`, and of these, for "
          "interactions, `accepted` (stored now), `duplicates` (their id was stored before) and "
          "`rejected`; for products `created`, `updated`, `unchanged` and `rejected`."),
      field<&Import::source>("source", "The file's name, or the address."),
      field<&Import::format>("format", "What it is read as; `auto` until that is found out."),
      field<&Import::error>(
          "error",
          "Why it failed, if it has: `message`, and as `code` blocked_address, too_large, "
          "too_many_redirects, unknown_host, timed_out, unreachable, bad_status, bad_encoding, "
          "unknown_charset, unknown_format, gone, or failed."),
      field<&Import::createdAt>("createdAt", "When it was asked for."),
      field<&Import::finishedAt>("finishedAt", "When it ended."));
};

struct ImportWithReports {
  static constexpr std::string_view title = "ImportWithReports";
  Import import;
  RawJson reports;

  static constexpr auto fields = describe(
      embed<&ImportWithReports::import>(),
      field<&ImportWithReports::reports>(
          "reports",
          "The first 100 lines that were not taken, each with `line` (where it begins, from 1), "
          "`id` (a product's: `sku`), if it has one, and `error` (as a request with it alone gets "
          "it); "
          "`counts.rejected` counts all of them."));
};

// Where a file is fetched, in place of an upload.
struct ImportAddress {
  static constexpr std::string_view title = "ImportAddress";
  Text<1, 2'048> url;
  ImportFormat format = ImportFormat::detect;
  ImportMapping mapping;

  static constexpr auto fields = describe(
      field<&ImportAddress::url>("url", "A public http or https address."),
      field<&ImportAddress::format>("format", "What it is; `auto` looks at it.").defaulted(),
      field<&ImportAddress::mapping>(
          "mapping",
          "Which column, or member of a line, holds what, where names do not say it. Of a post "
          "`id`, `type`, `timestamp`, `text`, `author`, `network`, `url`, `productId`, "
          "`visitorId`, `value`, `currency` and `rating`; of a product `name`, `description`, "
          "`brand`, `sku`, `gtin`, `url`, `price`, `currency`, `availability`, `categories`, "
          "`images`, `rating` and `ratingCount`."));
};

// ---------------------------------------------------------------------------------- interactions

struct ImportInteractions {
  static constexpr Operation operation{
      .name = "import_interactions",
      .method = Method::post,
      .path = "/interactions/imports",
      .summary = "Takes in a file or a feed of posts, reviews and comments.",
      .description =
          "JSON names an address that is fetched. `multipart/form-data` brings the file itself, "
          "up to 20 MB, as `file`, with `format` and `mapping` (as JSON) beside it. The work goes "
          "on after the answer: `GET /interactions/imports/{id}` says how far it is.\n\nA line of "
          "`jsonl` is an event, or an object as networks give it (`network`, `author`, `text`, "
          "`url`, `likes` …); so is a record of `csv` by its header. Items of `rss` and `atom` "
          "become posts. What is broken is reported by line, and the rest goes on. An id that was "
          "stored before is a duplicate; what has no id gets one made of its source and its link "
          "or text, so the same file sent twice adds nothing.",
      .permission = Permission::interactions,
      .success = 202};
  using Input = ImportAddress;
  using Output = Import;
};

struct ListImports {
  static constexpr Operation operation{.name = "list_imports",
                                       .path = "/interactions/imports",
                                       .summary = "The organization's imports, newest first.",
                                       .description = "Of the last 90 days.",
                                       .permission = Permission::interactions};
  using Input = Paging;
  using Output = Page<Import>;
};

struct GetImport {
  static constexpr Operation operation{.name = "get_import",
                                       .path = "/interactions/imports/{id}",
                                       .summary = "How far an import is, and what was not taken.",
                                       .permission = Permission::interactions};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The import's id."));
  };
  using Output = ImportWithReports;
};

struct CancelImport {
  static constexpr Operation operation{
      .name = "cancel_import",
      .method = Method::remove,
      .path = "/interactions/imports/{id}",
      .summary = "Ends an import that has not ended; what it took in stays.",
      .permission = Permission::interactions,
      .success = 204};
  using Input = GetImport::Input;
  using Output = Nothing;
};

// -------------------------------------------------------------------------------------- products

struct ImportProducts {
  static constexpr Operation operation{
      .name = "import_products",
      .method = Method::post,
      .path = "/products/imports",
      .summary = "Takes in a file of products.",
      .description =
          "`multipart/form-data` with the file, up to 50 MB, as `file`, and `format` and `mapping` "
          "(as JSON) beside it; or JSON with an address that is fetched. The work goes on after "
          "the answer: `GET /products/imports/{id}` says how far it is.\n\nA line of `jsonl` is a "
          "product; a record of `csv` is one by its header, whose usual names are known (`title`, "
          "`price`, `availability`, `image_link` …) and whose others `mapping` names. What is "
          "broken is reported by line, and the rest goes on. What a person has set stays as it is. "
          "The same file sent twice changes nothing.",
      .access = Access::admin,
      .success = 202};
  using Input = ImportAddress;
  using Output = Import;
};

struct ListProductImports {
  static constexpr Operation operation{.name = "list_product_imports",
                                       .path = "/products/imports",
                                       .summary = "The organization's imports, newest first.",
                                       .description = "Of the last 90 days.",
                                       .access = Access::admin};
  using Input = Paging;
  using Output = Page<Import>;
};

struct GetProductImport {
  static constexpr Operation operation{.name = "get_product_import",
                                       .path = "/products/imports/{id}",
                                       .summary = "How far an import is, and what was not taken.",
                                       .access = Access::admin};
  using Input = GetImport::Input;
  using Output = ImportWithReports;
};

struct CancelProductImport {
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

using All = Operations<ImportInteractions, ListImports, GetImport, CancelImport, ImportProducts,
                       ListProductImports, GetProductImport, CancelProductImport>;

}  // namespace crow::imports
