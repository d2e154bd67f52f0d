#include "workers/imports/target.h"

#include <algorithm>

#include "shared/contracts/interactions.h"
#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "workers/imports/event.h"
#include "workers/imports/product.h"

namespace crow::imports {
namespace {

Task<Taken> send_events(JobContext& job, std::span<const ImportRecord> records, std::string name) {
  interactions::RecordForService::Input input{
      .organizationId = {job.job.organization_id}, .events = {}, .batchId = {{std::move(name)}}};
  for (const ImportRecord& record : records) input.events.value.push_back({record.json});
  auto recorded =
      co_await job.services.call<interactions::RecordForService>("INTERACTIONS", std::move(input));
  Taken taken{.accepted = recorded.accepted, .duplicates = recorded.duplicates, .refused = {}};
  for (auto& [index, id, error] : recorded.rejected)
    taken.refused.push_back({static_cast<std::size_t>(index), std::move(id), std::move(error)});
  co_return taken;
}

// UpsertProducts, with products that are JSON already: each was checked when it was made.
struct UpsertMade {
  static constexpr Operation operation = products::UpsertProducts::operation;
  struct Input {
    Id organizationId;
    products::Source source = products::Source::import;
    Id jobId;
    std::string batchId;
    std::vector<RawJson> products;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", ""),
                 field<&Input::source>("source", ""), field<&Input::jobId>("jobId", ""),
                 field<&Input::batchId>("batchId", ""), field<&Input::products>("products", ""));
  };
  using Output = products::UpsertProducts::Output;
};

Task<Taken> send_products(JobContext& job, std::span<const ImportRecord> records,
                          std::string name) {
  UpsertMade::Input input{.organizationId = {job.job.organization_id},
                          .jobId = {job.job.id},
                          .batchId = std::move(name),
                          .products = {}};
  for (const ImportRecord& record : records) input.products.push_back({record.json});
  const auto made = co_await job.services.call<UpsertMade>("PRODUCTS", std::move(input));
  co_return Taken{
      .created = made.created, .updated = made.updated, .unchanged = made.unchanged, .refused = {}};
}

std::optional<std::string> nothing_of_line(std::string_view, const ImportMapping&) {
  return std::nullopt;
}
std::optional<std::string> nothing_of_cells(const std::vector<std::string>&,
                                            const std::vector<std::string>&, const ImportMapping&) {
  return std::nullopt;
}

constexpr Target kInteractions{
    .bytes_max = kImportBytesMax,
    .batch_max = interactions::kEventsMax,
    .formats = "auto, jsonl, csv, rss or atom",
    .takes_feeds = true,
    .no_counts = R"({"read":0,"accepted":0,"duplicates":0,"rejected":0})",
    .parts = kEventParts,
    .of_line = &event_of_line,
    .of_cells = &event_of_cells,
    .of_item = &event_of_item,
    .id_of_line = &nothing_of_line,
    .id_of_cells = &nothing_of_cells,
    .send = &send_events,
};

constexpr Target kProducts{
    .bytes_max = kProductsBytesMax,
    .batch_max = products::kUpsertMax,
    .formats = "auto, jsonl or csv",
    .takes_feeds = false,
    .no_counts = R"({"read":0,"created":0,"updated":0,"unchanged":0,"rejected":0})",
    .parts = kProductParts,
    .of_line = &product_of_line,
    .of_cells = &product_of_cells,
    .of_item = nullptr,
    .id_of_line = &sku_of_line,
    .id_of_cells = &sku_of_cells,
    .send = &send_products,
};

}  // namespace

const Target& rules_of(ImportTarget target) {
  return target == ImportTarget::products ? kProducts : kInteractions;
}

Result<> check_mapping(const Target& target, const ImportMapping& mapping) {
  for (const auto& [name, column] : mapping.entries)
    if (!std::ranges::contains(target.parts, name))
      return fail({Violation{concat("mapping.", cut_code_points(name, 64)), Rule::unknown,
                             "a name that the description of `mapping` lists", std::nullopt,
                             "string", nullptr}});
  return {};
}

}  // namespace crow::imports
