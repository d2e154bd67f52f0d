// The operation of the extractor: a page or a feed in, products and links out. It has no database
// and no callers but the platform's own services.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::extractor {

// The name under which pages may speak to our crawler, in lower case.
inline constexpr std::string_view kAgent = "crowbot";

struct Image {
  std::string url, alt;
  static constexpr auto fields =
      describe(field<&Image::url>("url", "Its address."), field<&Image::alt>("alt", "Its words."));
};

struct Rating {
  double value = 0;
  std::int64_t count = 0;
  static constexpr auto fields =
      describe(field<&Rating::value>("value", "Of five, as a rule."),
               field<&Rating::count>("count", "How many people said so; 0 when unknown."));
};

// A product as a page or a feed tells it; null is what it does not tell.
struct Product {
  std::optional<std::string> url, name, description, brand, sku, gtin, price, currency,
      availability;
  std::vector<std::string> categories;
  std::vector<Image> images;
  std::optional<Rating> rating;
  RawObject provenance;

  static constexpr auto fields = describe(
      field<&Product::url>("url", "Its own page, absolute."),
      field<&Product::name>("name", "Its name."),
      field<&Product::description>("description", "What is said of it."),
      field<&Product::brand>("brand", "Its maker."),
      field<&Product::sku>("sku", "The shop's number."),
      field<&Product::gtin>("gtin", "The number on its barcode, with a right check digit."),
      field<&Product::price>("price", "A decimal."),
      field<&Product::currency>("currency", "ISO 4217."),
      field<&Product::availability>("availability", "InStock, OutOfStock, PreOrder, Discontinued."),
      field<&Product::categories>("categories", "From the outermost."),
      field<&Product::images>("images", "The main one first."),
      field<&Product::rating>("rating", "What buyers say."),
      field<&Product::provenance>("provenance",
                                  "By field: where it was read (`source`), and how sure that is "
                                  "(`confidence`, 0 to 1)."));
};

struct Link {
  std::string url;
  bool nofollow = false;
  static constexpr auto fields =
      describe(field<&Link::url>("url", "Absolute, not yet parsed."),
               field<&Link::nofollow>("nofollow", "Not to be followed."));
};

struct Robots {
  bool noindex = false, nofollow = false;
  static constexpr auto fields =
      describe(field<&Robots::noindex>("noindex", "Nothing of the page is to be kept."),
               field<&Robots::nofollow>("nofollow", "None of its links is to be followed."));
};

inline constexpr std::size_t kPageBytesMax = 8'000'000;
inline constexpr std::size_t kRowsAtOnce = 1'000;

struct ExtractPage {
  static constexpr Operation operation{
      .name = "extract_page",
      .method = Method::post,
      .path = "/internal/extract",
      .summary = "Finds the products and links of a page, or the products of a feed.",
      .description =
          "The body is the page as it was fetched: HTML, a Merchant feed (XML, CSV, TSV) or a "
          "shop's product JSON. `x-page-url` is where it was found; `Content-Type` what the server "
          "called it; `x-kind: feed` when a feed is expected. Of a feed 1,000 rows come at once; "
          "`x-rows-before` says how many came before.",
      .access = Access::service,
      .body_bytes_max = kPageBytesMax};
  using Input = Nothing;  // The body is bytes.
  struct Output {
    bool isProduct = false;
    bool isFeed = false;
    std::int64_t rowsLeft = 0;
    std::vector<Product> products;
    std::optional<std::string> canonicalUrl;
    std::vector<Link> links;
    Robots robots;
    std::string pageTitle;

    static constexpr auto fields = describe(
        field<&Output::isProduct>("isProduct", "It is about one product, the only one given."),
        field<&Output::isFeed>("isFeed", "It is no page, and each product is one of its rows."),
        field<&Output::rowsLeft>("rowsLeft", "Rows of a feed behind these."),
        field<&Output::products>("products", "A listing's are those that its markup names."),
        field<&Output::canonicalUrl>("canonicalUrl", "What it calls its own address."),
        field<&Output::links>("links", "Where it leads, in its order, each once, at most 2,000."),
        field<&Output::robots>("robots", "What it asks of crawlers."),
        field<&Output::pageTitle>("pageTitle", "What it calls itself."));
  };
};

using All = Operations<ExtractPage>;

}  // namespace crow::extractor
