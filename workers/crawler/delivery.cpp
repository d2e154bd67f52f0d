#include "workers/crawler/delivery.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::crawler {
namespace {

constexpr std::size_t kKeptBytesMax = 30'000;  // Of a page's products.

using Products = std::vector<products::SeenProduct>;

Products kept_products(const std::optional<RawJson>& kept) {
  if (!kept) return {};
  auto products = json::read<Products>(kept->text, {.unknown = json::Unknown::ignored});
  return products ? std::move(*products) : Products{};
}

}  // namespace

void Delivery::add(products::SeenProduct product) {
  if (identities_.insert(identity_of(product)).second) waiting_.push_back(std::move(product));
}

void Delivery::add(const extractor::Product& product) {
  if (auto seen = seen_product(product, job_.now())) add(std::move(*seen));
}

std::optional<RawJson> Delivery::add_page(const extractor::ExtractPage::Output& found,
                                          std::string_view url) {
  Products products;
  for (const extractor::Product& product : found.products) {
    const bool has_own_page = product.url && *product.url != url;
    if (!found.isProduct && !found.isFeed && (has_own_page || !product.sku)) continue;
    auto seen = seen_product(product, job_.now());
    if (!seen) continue;
    if (!seen->url) seen->url = products::Url{std::string(url)};
    products.push_back(std::move(*seen));
  }
  if (products.empty()) return std::nullopt;
  RawJson kept{json::write(products)};
  for (products::SeenProduct& product : products) add(std::move(product));
  if (kept.text.size() > kKeptBytesMax) return std::nullopt;
  return kept;
}

void Delivery::add_gone(const std::optional<RawJson>& products) {
  for (products::SeenProduct& product : kept_products(products)) {
    product.availability = products::Availability::Discontinued;
    product.seenAt = job_.now();
    add(std::move(product));
  }
}

void Delivery::count_known(const std::optional<RawJson>& products, Counts& counts) const {
  const std::int64_t known = std::ssize(kept_products(products));
  counts.products += known;
  counts.unchanged += known;
}

Task<> Delivery::send(Counts& counts, std::string name) {
  for (std::size_t at = 0; at < waiting_.size(); at += products::kUpsertMax) {
    const std::size_t end = std::min(at + products::kUpsertMax, waiting_.size());
    products::UpsertProducts::Input input;
    input.organizationId.value = job_.job.organization_id;
    input.jobId = Id{job_.job.id};
    if (!name.empty()) input.batchId = Text<1, 128>{concat(name, '.', at)};
    for (std::size_t i = at; i < end; ++i) input.products.value.push_back(waiting_[i]);
    const auto answer =
        co_await job_.services.call<products::UpsertProducts>("PRODUCTS", std::move(input));
    counts.products += static_cast<std::int64_t>(end - at);
    counts.created += answer.created;
    counts.updated += answer.updated;
    counts.unchanged += answer.unchanged;
  }
  waiting_.clear();
  identities_.clear();
}

}  // namespace crow::crawler
