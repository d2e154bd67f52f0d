#include "workers/products/merge.h"

#include <algorithm>
#include <array>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/json/write.h"

namespace crow::products {
namespace {

constexpr std::array<std::string_view, 10> kEditable = {
    "name", "description", "brand",        "sku",        "gtin",
    "url",  "price",       "availability", "categories", "images"};

template <typename T>
std::optional<std::string> text_in(std::optional<T> value) {
  if (!value || value->value.empty()) return std::nullopt;
  return std::move(value->value);
}

RawJson categories_in(List<Category, 0, kCategoriesMax> categories) {
  std::vector<std::string> texts;
  for (Category& one : categories.value)
    if (std::ranges::find(texts, one.value) == texts.end()) texts.push_back(std::move(one.value));
  return json_of(texts);
}

RawJson images_in(const List<SourceImage, 0, kImagesMax>& images) {
  return {json::write(images.value)};
}

// A price and its currency, as they are stored.
void set_price(Stored& stored, std::optional<std::string> price,
               std::optional<std::string> currency) {
  stored.amount = price ? ten_thousandths(*price) : std::nullopt;
  stored.row.currency = std::move(currency);
  stored.row.price = std::nullopt;
  if (stored.amount) stored.row.price = normal_amount(*price, stored.row.currency.value_or(""));
}

// Whose fields a person has set.
class Edited {
 public:
  explicit Edited(const Stored& stored) : names_(texts_of(stored.row.edited)) {}
  bool has(std::string_view field) const {
    return std::ranges::find(names_, field) != names_.end();
  }
  void add(std::string_view field) {
    if (!has(field)) names_.emplace_back(field);
  }
  void remove(std::string_view field) { std::erase(names_, field); }
  RawJson json() const { return json_of(names_); }

 private:
  std::vector<std::string> names_;
};

std::unexpected<Error> bad(std::string_view field, std::string_view expected,
                           std::optional<std::string> received) {
  const std::string_view type = received ? "string" : "undefined";
  return fail({Violation{std::string(field), Rule::format, std::string(expected),
                         std::move(received), type, &kTypeOf<std::string>}});
}

Result<> check_address(std::string_view field, const std::string& url) {
  if (is_web_address(url)) return {};
  return bad(field, kWebAddress, url);
}

bool is_same(const Row& a, const Row& b) {
  return a.name == b.name && a.description == b.description && a.brand == b.brand &&
         a.sku == b.sku && a.gtin == b.gtin && a.url == b.url && a.price == b.price &&
         a.currency == b.currency && a.availability == b.availability &&
         a.categories == b.categories && a.sourceImages == b.sourceImages && a.rating == b.rating &&
         a.provenance.text == b.provenance.text && a.edited == b.edited;
}

}  // namespace

bool is_editable(std::string_view field) {
  return std::ranges::find(kEditable, field) != kEditable.end();
}

std::string identity_of(const std::optional<std::string>& url,
                        const std::optional<std::string>& sku,
                        const std::optional<std::string>& gtin, std::string_view name) {
  if (url) return concat("url ", *url, '\n', sku.value_or(""));
  if (sku) return concat("sku ", *sku);
  if (gtin) return concat("gtin ", *gtin);
  return concat("name ", extract::fold(name));
}

Stored from_seen(SeenProduct seen, std::string organization_id, std::string id, Timestamp now) {
  Stored stored;
  Row& row = stored.row;
  row.id = std::move(id);
  row.organizationId = std::move(organization_id);
  row.name = std::move(seen.name.value);
  row.description = text_in(std::move(seen.description)).value_or("");
  row.brand = text_in(std::move(seen.brand));
  row.sku = text_in(std::move(seen.sku));
  row.gtin = text_in(std::move(seen.gtin));
  row.url = text_in(std::move(seen.url));
  set_price(stored, text_in(std::move(seen.price)), text_in(std::move(seen.currency)));
  row.availability = seen.availability;
  row.categories = categories_in(std::move(seen.categories));
  row.sourceImages = images_in(seen.images);
  if (seen.rating) row.rating = RawJson{json::write(*seen.rating)};
  row.provenance.text = std::move(seen.provenance.text);
  row.createdAt = row.updatedAt = now;
  stored.seenAt = seen.seenAt.value_or(now);
  stored.identity = identity_of(row.url, row.sku, row.gtin, row.name);
  return stored;
}

Outcome merge_seen(Stored& stored, SeenProduct seen, Timestamp now) {
  const Timestamp seen_at = seen.seenAt.value_or(now);
  if (stored.deletedAt || seen_at < stored.seenAt) return Outcome::unchanged;
  const Stored fresh = from_seen(std::move(seen), stored.row.organizationId, stored.row.id, now);
  const Row before = stored.row;
  const Edited edited(stored);
  Row& row = stored.row;
  const auto take = [&](std::string_view field, auto Row::* member, bool is_seen) {
    if (is_seen && !edited.has(field)) row.*member = fresh.row.*member;
  };
  take("name", &Row::name, true);
  take("description", &Row::description, !fresh.row.description.empty());
  take("brand", &Row::brand, fresh.row.brand.has_value());
  take("sku", &Row::sku, fresh.row.sku.has_value());
  take("gtin", &Row::gtin, fresh.row.gtin.has_value());
  take("url", &Row::url, fresh.row.url.has_value());
  take("availability", &Row::availability, fresh.row.availability != Availability::Unknown);
  take("categories", &Row::categories, fresh.row.categories.text != "[]");
  take("images", &Row::sourceImages, fresh.row.sourceImages.text != "[]");
  take("rating", &Row::rating, fresh.row.rating.has_value());
  take("provenance", &Row::provenance, fresh.row.provenance.text != "{}");
  if (fresh.amount && !edited.has("price")) {
    stored.amount = fresh.amount;
    row.price = fresh.row.price;
    row.currency = fresh.row.currency;
  }
  if (is_same(before, row)) return Outcome::unchanged;
  stored.seenAt = seen_at;
  row.updatedAt = now;
  return Outcome::updated;
}

Result<> check_create(const CreateProduct::Input& input) {
  if (input.price && !input.currency)
    return bad("currency", "the currency of the price, as EUR", std::nullopt);
  if (input.url) TRY(check_address("url", input.url->value));
  for (const SourceImage& image : input.images.value) TRY(check_address("images", image.url.value));
  return {};
}

Stored from_create(CreateProduct::Input input, std::string organization_id, std::string id,
                   Timestamp now) {
  SeenProduct seen{.url = std::move(input.url),
                   .name = std::move(input.name),
                   .description = std::move(input.description),
                   .brand = std::move(input.brand),
                   .sku = std::move(input.sku),
                   .gtin = std::move(input.gtin),
                   .price = std::move(input.price),
                   .currency = std::move(input.currency),
                   .availability = input.availability,
                   .categories = std::move(input.categories),
                   .images = std::move(input.images),
                   .rating = {},
                   .provenance = {},
                   .seenAt = now};
  Stored stored = from_seen(std::move(seen), std::move(organization_id), std::move(id), now);
  const Row& row = stored.row;
  Edited edited(stored);
  edited.add("name");
  if (!row.description.empty()) edited.add("description");
  if (row.brand) edited.add("brand");
  if (row.sku) edited.add("sku");
  if (row.gtin) edited.add("gtin");
  if (row.url) edited.add("url");
  if (row.price) edited.add("price");
  if (row.availability != Availability::Unknown) edited.add("availability");
  if (row.categories.text != "[]") edited.add("categories");
  if (row.sourceImages.text != "[]") edited.add("images");
  stored.row.edited = edited.json();
  return stored;
}

Result<> merge_edit(Stored& stored, UpdateProduct::Input edit, Timestamp now) {
  Row& row = stored.row;
  const Row before = row;
  Edited edited(stored);
  for (const auto& name : edit.release.value) {
    if (!is_editable(name.value)) return bad("release", "the name of a field", name.value);
    edited.remove(name.value);
  }
  const auto take = [&](std::string_view field, auto Row::* member, auto& given) {
    if (!given) return;
    row.*member = text_in(std::move(given));
    edited.add(field);
  };
  if (edit.name) {
    row.name = std::move(edit.name->value);
    edited.add("name");
  }
  if (edit.description) {
    row.description = std::move(edit.description->value);
    edited.add("description");
  }
  take("brand", &Row::brand, edit.brand);
  take("sku", &Row::sku, edit.sku);
  take("gtin", &Row::gtin, edit.gtin);
  if (edit.price || edit.currency) {
    const std::string price = edit.price ? edit.price->value : row.price.value_or("");
    auto currency = edit.currency ? std::optional(edit.currency->value) : row.currency;
    if (!price.empty() && !AmountFormat::matches(price))
      return bad("price", AmountFormat::format.expected, price);
    if (!price.empty() && !currency)
      return bad("currency", "the currency of the price, as EUR", std::nullopt);
    if (price.empty())
      set_price(stored, std::nullopt, std::nullopt);
    else
      set_price(stored, price, std::move(currency));
    edited.add("price");
  }
  if (edit.availability) {
    row.availability = *edit.availability;
    edited.add("availability");
  }
  if (edit.categories) {
    row.categories = categories_in(std::move(*edit.categories));
    edited.add("categories");
  }
  row.edited = edited.json();
  if (!is_same(before, row)) row.updatedAt = now;
  return {};
}

bool has_same_text(const Stored& a, const Stored& b) {
  return a.row.name == b.row.name && a.row.description == b.row.description &&
         a.row.brand == b.row.brand && a.row.sku == b.row.sku && a.row.gtin == b.row.gtin &&
         a.row.categories == b.row.categories && a.deletedAt == b.deletedAt;
}

bool has_same_offer(const Stored& a, const Stored& b) {
  return a.row.price == b.row.price && a.row.currency == b.row.currency &&
         a.row.availability == b.row.availability;
}

}  // namespace crow::products
