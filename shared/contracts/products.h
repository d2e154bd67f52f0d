// The operations of products: the retailer's catalog, kept and changed. search.h finds what is in
// it.
//
//   products-shapes.h    what a product is
//   products-internal.h  what other services of the platform send
#pragma once

#include "shared/contracts/products-internal.h"
#include "shared/contracts/products-shapes.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::products {

// ---------------------------------------------------------------------------------- one product

struct GetProduct {
  static constexpr Operation operation{
      .name = "get_product", .path = "/products/{id}", .summary = "One product."};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The product's id."));
  };
  using Output = Product;
};

struct CreateProduct {
  static constexpr Operation operation{
      .name = "create_product",
      .method = Method::post,
      .path = "/products",
      .summary = "Adds a product.",
      .description =
          "What a person says here stands: crawls leave these fields alone. A product "
          "is the same as another when page and SKU are; then this answers 409.",
      .access = Access::admin,
      .success = 201};
  struct Input {
    Name name;
    std::optional<Description> description;
    std::optional<Brand> brand;
    std::optional<Sku> sku;
    std::optional<Gtin> gtin;
    std::optional<Url> url;
    std::optional<Amount> price;
    std::optional<Currency> currency;
    Availability availability = Availability::Unknown;
    List<Category, 0, kCategoriesMax> categories;
    List<SourceImage, 0, kImagesMax> images;

    static constexpr auto fields = describe(
        field<&Input::name>("name", "What it is called."),
        field<&Input::description>("description", "What it is, in words."),
        field<&Input::brand>("brand", "Who makes it."),
        field<&Input::sku>("sku", "The shop's own number of it."),
        field<&Input::gtin>("gtin", "The number under its barcode."),
        field<&Input::url>("url", "Its page: an http or https address."),
        field<&Input::price>("price", "What it costs, with `currency`."),
        field<&Input::currency>("currency", "The price's currency."),
        field<&Input::availability>("availability", "Whether it can be bought.").defaulted(),
        field<&Input::categories>("categories", "Where it stands in the shop."),
        field<&Input::images>("images", "Its images, the most important first."));
  };
  using Output = Product;
};

struct UpdateProduct {
  static constexpr Operation operation{
      .name = "update_product",
      .method = Method::patch,
      .path = "/products/{id}",
      .summary = "Changes fields of a product; crawls leave them alone from then on.",
      .description =
          "An empty text clears a field; an empty `price` clears the currency too. "
          "`release` gives fields back to the crawls, whose next visit sets them.",
      .access = Access::admin};
  struct Input {
    Id id;
    std::optional<Name> name;
    std::optional<Description> description;
    std::optional<Brand> brand;
    std::optional<Sku> sku;
    std::optional<Gtin> gtin;
    std::optional<Text<0, 16>> price;
    std::optional<Currency> currency;
    std::optional<Availability> availability;
    std::optional<List<Category, 0, kCategoriesMax>> categories;
    List<Text<1, 32>, 0, 20> release;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The product's id."),
                 field<&Input::name>("name", "What it is called."),
                 field<&Input::description>("description", "What it is, in words."),
                 field<&Input::brand>("brand", "Who makes it."),
                 field<&Input::sku>("sku", "The shop's own number of it."),
                 field<&Input::gtin>("gtin", "The number under its barcode."),
                 field<&Input::price>("price", "What it costs."),
                 field<&Input::currency>("currency", "The price's currency."),
                 field<&Input::availability>("availability", "Whether it can be bought."),
                 field<&Input::categories>("categories", "Where it stands in the shop."),
                 field<&Input::release>("release", "Names of fields that crawls may set again."));
  };
  using Output = Product;
};

struct DeleteProduct {
  static constexpr Operation operation{
      .name = "delete_product",
      .method = Method::remove,
      .path = "/products/{id}",
      .summary = "Takes a product out of the catalog.",
      .description = "Crawls and imports do not bring it back; adding it by hand does.",
      .access = Access::admin,
      .success = 204};
  using Input = GetProduct::Input;
  using Output = Nothing;
};

// What a product cost and whether it could be bought, from a moment on.
struct Change {
  static constexpr std::string_view title = "PriceAndStock";
  std::optional<std::string> price, currency;
  Availability availability = Availability::Unknown;
  Timestamp seenAt;

  static constexpr auto fields =
      describe(field<&Change::price>("price", "What it cost."),
               field<&Change::currency>("currency", "The price's currency."),
               field<&Change::availability>("availability", "Whether it could be bought."),
               field<&Change::seenAt>("seenAt", "Since when, as far as it was seen."));
};

struct GetHistory {
  static constexpr Operation operation{
      .name = "get_product_history",
      .path = "/products/{id}/history",
      .summary = "Prices and stock of a product over time, the latest first.",
      .description = "An entry for each change; what did not change has none."};
  struct Input {
    Id id;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The product's id."), embed<&Input::paging>());
  };
  using Output = Page<Change>;
};

// --------------------------------------------------------------------------------- descriptions

struct GetAiDescriptions {
  static constexpr Operation operation{
      .name = "get_product_ai_descriptions",
      .path = "/products/{id}/ai-descriptions",
      .summary = "What the platform sees in a product's images.",
      .description = "Made by `mode` and `model`, or written by a person, whose words stay."};
  using Input = GetProduct::Input;
  using Output = AiDescriptions;
};

struct UpdateAiDescriptions {
  static constexpr Operation operation{
      .name = "update_product_ai_descriptions",
      .method = Method::patch,
      .path = "/products/{id}/ai-descriptions",
      .summary = "Corrects what the platform sees in a product's images.",
      .description =
          "What a person says stays, whatever is made later. An empty caption gives it "
          "back to the platform.",
      .access = Access::admin};
  struct Input {
    Id id;
    std::optional<Text<0, 2'000>> caption;
    std::optional<List<Text<1, 200>, 0, 50>> features;
    std::optional<List<Text<1, 64>, 0, 20>> colours;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The product's id."),
                 field<&Input::caption>("caption", "What it looks like, in a sentence or two."),
                 field<&Input::features>("features", "What can be seen of it."),
                 field<&Input::colours>("colours", "Its colours, the dominant first."));
  };
  using Output = AiDescriptions;
};

// ------------------------------------------------------------------------------------- synonyms

struct Synonyms {
  static constexpr std::string_view title = "Synonyms";
  List<SynonymGroup, 0, 500> groups;

  static constexpr auto fields =
      describe(field<&Synonyms::groups>("groups", "The organization's synonyms, in its order."));
};

struct GetSynonyms {
  static constexpr Operation operation{.name = "get_product_synonyms",
                                       .path = "/products/synonyms",
                                       .summary = "Words that mean the same in this catalog.",
                                       .access = Access::admin};
  using Input = Nothing;
  using Output = Synonyms;
};

struct PutSynonyms {
  static constexpr Operation operation{.name = "put_product_synonyms",
                                       .method = Method::put,
                                       .path = "/products/synonyms",
                                       .summary = "Replaces the organization's synonyms.",
                                       .description = "Searches know them at once.",
                                       .access = Access::admin,
                                       .body_bytes_max = 1'048'576};
  using Input = Synonyms;
  using Output = Synonyms;
};

// ----------------------------------------------------------------------------------- embeddings

struct EmbedProducts {
  static constexpr Operation operation{
      .name = "embed_products",
      .method = Method::post,
      .path = "/products/embeddings",
      .summary = "Prepares all products anew for the search by meaning.",
      .description =
          "Changed products are prepared by themselves, and all of them when the model "
          "changes: this is for impatience. `GET /products/jobs/{id}` says how far it is.",
      .access = Access::admin,
      .success = 202,
      .may_lack_body = true};
  using Input = Nothing;
  using Output = JobStatus;
};

struct GetJob {
  static constexpr Operation operation{
      .name = "get_product_job", .path = "/products/jobs/{id}", .summary = "How far a job is."};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The job's id."));
  };
  using Output = JobStatus;
};

using All = Operations<GetProduct, CreateProduct, UpdateProduct, DeleteProduct, GetHistory,
                       GetAiDescriptions, UpdateAiDescriptions, GetSynonyms, PutSynonyms,
                       EmbedProducts, GetJob, UpsertProducts, SetImages, RenewVectors>;

}  // namespace crow::products
