#include "shared/catalog/stored.h"

#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::products {
namespace {

template <typename T>
T read_or(const RawJson& json, T otherwise) {
  auto read = json::read<T>(json.text, {.unknown = json::Unknown::ignored});
  return read ? std::move(*read) : std::move(otherwise);
}

}  // namespace

std::vector<std::string> texts_of(const RawJson& json) {
  return read_or(json, std::vector<std::string>());
}

RawJson json_of(const std::vector<std::string>& texts) { return {json::write(texts)}; }

Product product_of(Shown shown) {
  Row& row = shown.row;
  Product product{.id = std::move(row.id),
                  .organizationId = std::move(row.organizationId),
                  .name = std::move(row.name),
                  .description = std::move(row.description),
                  .brand = std::move(row.brand),
                  .sku = std::move(row.sku),
                  .gtin = std::move(row.gtin),
                  .url = std::move(row.url),
                  .price = std::move(row.price),
                  .currency = std::move(row.currency),
                  .availability = row.availability,
                  .categories = texts_of(row.categories),
                  .images = read_or(shown.images.value_or(row.sourceImages), std::vector<Image>()),
                  .rating = {},
                  .provenance = {},
                  .editedFields = texts_of(row.edited),
                  .createdAt = row.createdAt,
                  .updatedAt = row.updatedAt};
  if (row.rating) product.rating = read_or<std::optional<Rating>>(*row.rating, std::nullopt);
  product.provenance.text = std::move(row.provenance.text);
  return product;
}

}  // namespace crow::products
