#include "workers/extractor/describe-product.h"

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::extractor {
namespace {

constexpr std::size_t kNameMax = 500, kDescriptionMax = 10'000, kShortMax = 200, kImagesMax = 20,
                      kCategoriesMax = 12, kAddressMax = 2'048;

std::optional<std::string> text_of(const extract::Fact& fact, std::size_t limit) {
  if (!fact) return std::nullopt;
  std::string text = plain_text(fact.value, limit);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> address_of(std::string_view base, std::string_view text) {
  std::string url = plain_text(extract::resolve_url(base, text), text.npos);
  if (url.empty() || url.size() > kAddressMax) return std::nullopt;
  return url;
}

std::optional<double> number_of(const extract::Fact& fact) {
  if (!fact) return std::nullopt;
  const auto number = json::read<double>(fact.value);
  return number ? std::optional(*number) : std::nullopt;
}

RawObject provenance_of(const extract::Product& found) {
  json::Writer out;
  out.begin_object();
  for (const auto& [name, fact] : {std::pair{"name", &found.name},
                                   {"description", &found.description},
                                   {"brand", &found.brand},
                                   {"sku", &found.sku},
                                   {"gtin", &found.gtin},
                                   {"price", &found.price},
                                   {"currency", &found.currency},
                                   {"availability", &found.availability},
                                   {"url", &found.url},
                                   {"rating", &found.rating}}) {
    if (!*fact) continue;
    // Three digits say all there is to say.
    const auto thousandths = static_cast<std::int64_t>(fact->confidence * 1'000 + 0.5);
    out.key(name).begin_object().member("source", extract::name_of(fact->source));
    out.key("confidence").number(static_cast<double>(thousandths) / 1'000).end_object();
  }
  RawObject object;
  object.text = out.end_object().take();
  return object;
}

}  // namespace

std::string plain_text(std::string_view text, std::size_t limit) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && limit > 0;)
    if (const char32_t code = extract::next_code_point(text, at); code != 0) {
      append_utf8(out, code);
      --limit;
    }
  return out;
}

Product describe_product(const extract::Product& found, std::string_view url) {
  Product out;
  if (found.url) out.url = address_of(url, found.url.value);
  out.name = text_of(found.name, kNameMax);
  out.description = text_of(found.description, kDescriptionMax);
  out.brand = text_of(found.brand, kShortMax);
  out.sku = text_of(found.sku, kShortMax);
  if (!out.sku) out.sku = text_of(found.mpn, kShortMax);
  out.gtin = text_of(found.gtin, kShortMax);
  out.price = text_of(found.price, kShortMax);
  out.currency = text_of(found.currency, 3);
  out.availability = text_of(found.availability, kShortMax);
  for (const std::string& category : found.categories)
    if (out.categories.size() < kCategoriesMax)
      out.categories.push_back(plain_text(category, kShortMax));
  for (const extract::Image& image : found.images) {
    if (out.images.size() >= kImagesMax) break;
    if (auto address = address_of(url, image.url))
      out.images.push_back({std::move(*address), plain_text(image.alt, kNameMax)});
  }
  if (const auto value = number_of(found.rating); value && *value >= 0 && *value <= 1'000) {
    const auto count = number_of(found.rating_count).value_or(0);
    out.rating = Rating{*value, count >= 0 && count < 1e9 ? static_cast<std::int64_t>(count) : 0};
  }
  out.provenance = provenance_of(found);
  return out;
}

}  // namespace crow::extractor
