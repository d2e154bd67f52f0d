// A product as its row tells it, for all that read and write the catalog.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/products-shapes.h"
#include "shared/core/describe.h"
#include "shared/sql/text.h"

namespace crow::products {

// What of it is shown.
struct Row {
  std::int64_t number = 0;
  std::string id, organizationId, name, description;
  std::optional<std::string> brand, sku, gtin, url, price, currency;
  Availability availability = Availability::Unknown;
  RawJson categories{"[]"}, sourceImages{"[]"};
  std::optional<RawJson> rating;
  RawJson provenance{"{}"}, edited{"[]"};
  Timestamp createdAt, updatedAt;

  static constexpr auto fields = describe(
      field<&Row::number>("number", ""), field<&Row::id>("id", ""),
      field<&Row::organizationId>("organizationId", ""), field<&Row::name>("name", ""),
      field<&Row::description>("description", ""), field<&Row::brand>("brand", ""),
      field<&Row::sku>("sku", ""), field<&Row::gtin>("gtin", ""), field<&Row::url>("url", ""),
      field<&Row::price>("price", ""), field<&Row::currency>("currency", ""),
      field<&Row::availability>("availability", ""), field<&Row::categories>("categories", ""),
      field<&Row::sourceImages>("sourceImages", ""), field<&Row::rating>("rating", ""),
      field<&Row::provenance>("provenance", ""), field<&Row::edited>("edited", ""),
      field<&Row::createdAt>("createdAt", ""), field<&Row::updatedAt>("updatedAt", ""));
};

// The columns of a Row, from `product AS p`.
inline constexpr sql::Piece kRowColumns{
    "p.number, p.id, p.organization_id, p.name, p.description, p.brand, p.sku, p.gtin, p.url, "
    "p.price, p.currency, p.availability, p.categories, p.source_images, p.rating, p.provenance, "
    "p.edited, p.created_at, p.updated_at"};

// All of it, as writing needs it.
struct Stored {
  Row row;
  std::string identity;
  std::optional<std::int64_t> amount;
  std::string nameKey, lengths, language;
  Timestamp seenAt;
  std::optional<Timestamp> deletedAt;
  std::optional<std::string> vectorModel;

  static constexpr auto fields =
      describe(embed<&Stored::row>(), field<&Stored::identity>("identity", ""),
               field<&Stored::amount>("amount", ""), field<&Stored::nameKey>("nameKey", ""),
               field<&Stored::lengths>("lengths", ""), field<&Stored::language>("language", ""),
               field<&Stored::seenAt>("seenAt", ""), field<&Stored::deletedAt>("deletedAt", ""),
               field<&Stored::vectorModel>("vectorModel", ""));
};

inline constexpr sql::Piece kStoredColumns =
    sql::join<kRowColumns,
              ", p.identity, p.amount, p.name_key, p.lengths, p.language, p.seen_at, "
              "p.deleted_at, p.vector_model">;

// A Row and the images that the images worker set, where it did.
struct Shown {
  Row row;
  std::optional<RawJson> images;

  static constexpr auto fields =
      describe(embed<&Shown::row>(), field<&Shown::images>("images", ""));
};

inline constexpr sql::Piece kShownColumns = sql::join<kRowColumns, ", m.images">;
inline constexpr sql::Piece kFromShown{
    " FROM product AS p LEFT JOIN product_media AS m ON m.product_id = p.id"};

// As clients see it.
Product product_of(Shown shown);

// A list of texts in JSON; empty for what is none.
std::vector<std::string> texts_of(const RawJson& json);
RawJson json_of(const std::vector<std::string>& texts);

}  // namespace crow::products
