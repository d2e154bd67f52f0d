// What a product is, and what means the same. Part of shared/contracts/products.h and search.h.
#pragma once

#include <string_view>

#include "shared/contracts/money.h"
#include "shared/contracts/page.h"
#include "shared/core/describe.h"

namespace crow::products {

enum class Availability : std::uint8_t { InStock, OutOfStock, PreOrder, Discontinued, Unknown };
constexpr auto names(Availability) {
  return std::to_array<std::string_view>(
      {"InStock", "OutOfStock", "PreOrder", "Discontinued", "Unknown"});
}

// Bounds of what is stored.
using Name = Text<1, 500>;
using Description = Text<0, 20'000>;
using Brand = Text<0, 200>;
using Sku = Text<0, 128>;
using Gtin = Text<0, 32>;
using Url = Text<1, 2'048>;
// What people give as an address is one of the web.
inline constexpr std::string_view kWebAddress = "an http or https address";
constexpr bool is_web_address(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}
using Category = Text<1, 200>;
inline constexpr std::size_t kCategoriesMax = 20;
inline constexpr std::size_t kImagesMax = 50;

// An image. Where the shop has it, until it was fetched: then the platform serves it by its key.
struct Image {
  std::optional<std::string> key;
  std::string url;
  std::optional<std::int64_t> width, height;
  std::optional<std::string> alt;

  static constexpr auto fields = describe(
      field<&Image::key>("key", "Names it below /products/images; null until it was fetched."),
      field<&Image::url>("url", "Where it can be seen."),
      field<&Image::width>("width", "Its width in pixels, when it is known."),
      field<&Image::height>("height", "Its height in pixels, when it is known."),
      field<&Image::alt>("alt", "What it shows, as the shop says."));
};

// How customers rate a product.
struct Rating {
  Number<0.0, 1'000.0> value;
  std::optional<Integer<0, 1'000'000'000>> count;

  static constexpr auto fields =
      describe(field<&Rating::value>("value", "The mean, mostly of five."),
               field<&Rating::count>("count", "Of how many ratings."));
};

struct Product {
  static constexpr std::string_view title = "Product";
  std::string id, organizationId, name, description;
  std::optional<std::string> brand, sku, gtin, url, price, currency;
  Availability availability = Availability::Unknown;
  std::vector<std::string> categories;
  std::vector<Image> images;
  std::optional<Rating> rating;
  RawObject provenance;
  std::vector<std::string> editedFields;
  Timestamp createdAt, updatedAt;

  static constexpr auto fields = describe(
      field<&Product::id>("id", "The product's id."),
      field<&Product::organizationId>("organizationId", "Whose it is."),
      field<&Product::name>("name", "What it is called."),
      field<&Product::description>("description", "What it is, in words; empty when unknown."),
      field<&Product::brand>("brand", "Who makes it."),
      field<&Product::sku>("sku", "The shop's own number of it."),
      field<&Product::gtin>("gtin", "The number under its barcode."),
      field<&Product::url>("url", "Its page."),
      field<&Product::price>("price", "What it costs, as a decimal text: `12.99`."),
      field<&Product::currency>("currency", "The price's currency, as `EUR`."),
      field<&Product::availability>("availability", "Whether it can be bought."),
      field<&Product::categories>("categories", "Where it stands in the shop."),
      field<&Product::images>("images", "Its images, the most important first."),
      field<&Product::rating>("rating", "How customers rate it."),
      field<&Product::provenance>("provenance",
                                  "Where each field was read: `json-ld`, `microdata`, `visible` …"),
      field<&Product::editedFields>("editedFields",
                                    "Fields that a person has set: crawls leave them alone."),
      field<&Product::createdAt>("createdAt", "When it came into the catalog."),
      field<&Product::updatedAt>("updatedAt", "When something about it changed last."));
};

// Which products: every part that is given must hold; of several brands or categories, one.
struct Filter {
  List<Text<1, 200>, 0, 20> brand, category;
  List<Availability, 0, 5> availability;
  std::optional<Amount> minPrice, maxPrice;
  std::optional<Currency> currency;
  std::optional<Timestamp> updatedSince;

  static constexpr auto fields = describe(
      field<&Filter::brand>("brand", "Only of this brand, as it is written; may be repeated."),
      field<&Filter::category>("category", "Only of this category; may be repeated."),
      field<&Filter::availability>("availability", "Only so available; may be repeated."),
      field<&Filter::minPrice>("minPrice",
                               "Only at this price or more. Amounts of different currencies are "
                               "not converted: give `currency` too where there are several."),
      field<&Filter::maxPrice>("maxPrice", "Only at this price or less."),
      field<&Filter::currency>("currency", "Only with prices in this currency."),
      field<&Filter::updatedSince>("updatedSince", "Only changed at this moment or later."));
};

// Words that mean the same.
struct SynonymGroup {
  static constexpr std::string_view title = "SynonymGroup";
  List<Text<1, 100>, 2, 20> words;
  bool oneWay = false;

  static constexpr auto fields = describe(
      field<&SynonymGroup::words>("words", "Words or phrases that mean the same."),
      field<&SynonymGroup::oneWay>("oneWay", "The first finds the others, and not they it.")
          .defaulted());
};

}  // namespace crow::products
