#include "workers/crawler/seen-product.h"

#include "shared/core/text.h"
#include "shared/crawl/address.h"
#include "shared/host/url.h"

namespace crow::crawler {
namespace {

template <std::size_t Min, std::size_t Max, typename F>
void set(std::optional<Text<Min, Max, F>>& out, const std::optional<std::string>& text) {
  if (!text || text->empty() || !is_utf8(*text)) return;
  out = Text<Min, Max, F>{std::string(cut_code_points(*text, Max))};
}

// One spelling of an address, as the frontier has it, so that a page has one identity.
std::optional<products::Url> address_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto parsed = parse_url(*text);
  if (!parsed || (parsed->scheme != "http" && parsed->scheme != "https")) return std::nullopt;
  std::string url = crawl::normalise(parsed->href).url;
  if (url.size() > 2'048) return std::nullopt;
  return products::Url{std::move(url)};
}

}  // namespace

std::optional<products::SeenProduct> seen_product(const extractor::Product& found, Timestamp now) {
  if (!found.name || found.name->empty() || !is_utf8(*found.name)) return std::nullopt;
  products::SeenProduct out;
  out.name.value = cut_code_points(*found.name, 500);
  out.url = address_of(found.url);
  set(out.description, found.description);
  set(out.brand, found.brand);
  set(out.sku, found.sku);
  set(out.gtin, found.gtin);
  if (found.price && AmountFormat::matches(*found.price)) {
    out.price = Amount{*found.price};
    if (found.currency && CurrencyFormat::matches(*found.currency))
      out.currency = Currency{*found.currency};
  }
  if (found.availability)
    out.availability = from_name<products::Availability>(*found.availability)
                           .value_or(products::Availability::Unknown);
  for (const std::string& category : found.categories)
    if (!category.empty() && out.categories.value.size() < products::kCategoriesMax)
      out.categories.value.push_back({std::string(cut_code_points(category, 200))});
  for (const extractor::Image& image : found.images) {
    if (out.images.value.size() == products::kImagesMax) break;
    auto url = parse_url(image.url);
    if (!url || url->href.size() > 2'048) continue;
    products::SourceImage kept{.url = {std::move(url->href)}, .alt = {}};
    if (!image.alt.empty())
      kept.alt = Text<0, 1'000>{std::string(cut_code_points(image.alt, 1'000))};
    out.images.value.push_back(std::move(kept));
  }
  if (found.rating && found.rating->value >= 0 && found.rating->value <= 1'000) {
    out.rating = products::Rating{.value = {found.rating->value}, .count = {}};
    if (found.rating->count > 0 && found.rating->count <= 1'000'000'000)
      out.rating->count = Integer<0, 1'000'000'000>{found.rating->count};
  }
  out.provenance = found.provenance;
  out.seenAt = now;
  return out;
}

std::string identity_of(const products::SeenProduct& product) {
  const std::string sku = product.sku ? product.sku->value : std::string();
  if (product.url) return concat(product.url->value, '\n', sku);
  return concat('\n', sku, '\n', product.gtin ? product.gtin->value : product.name.value);
}

}  // namespace crow::crawler
