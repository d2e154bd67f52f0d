// What other services of the platform send to products. Part of shared/contracts/products.h.
#pragma once

#include "shared/contracts/products-shapes.h"
#include "shared/service/operation.h"

namespace crow::products {

// An image as a shop's page names it.
struct SourceImage {
  Url url;
  std::optional<Text<0, 1'000>> alt;

  static constexpr auto fields =
      describe(field<&SourceImage::url>("url", "Where the shop has it."),
               field<&SourceImage::alt>("alt", "What it shows, as the shop says."));
};

// A product as a page, a feed or a file shows it.
struct SeenProduct {
  static constexpr std::string_view title = "SeenProduct";
  std::optional<Url> url;
  Name name;
  std::optional<Description> description;
  std::optional<Brand> brand;
  std::optional<Sku> sku;
  std::optional<Gtin> gtin;
  std::optional<Amount> price;
  std::optional<Currency> currency;
  Availability availability = Availability::Unknown;
  List<Category, 0, kCategoriesMax> categories;
  List<SourceImage, 0, kImagesMax> images;
  std::optional<Rating> rating;
  RawObject provenance;
  std::optional<Timestamp> seenAt;

  static constexpr auto fields = describe(
      field<&SeenProduct::url>("url", "Its canonical page; variants may share one."),
      field<&SeenProduct::name>("name", "What it is called."),
      field<&SeenProduct::description>("description", "What it is, in words."),
      field<&SeenProduct::brand>("brand", "Who makes it."),
      field<&SeenProduct::sku>("sku", "The shop's own number of it."),
      field<&SeenProduct::gtin>("gtin", "The number under its barcode."),
      field<&SeenProduct::price>("price", "What it costs."),
      field<&SeenProduct::currency>("currency", "The price's currency."),
      field<&SeenProduct::availability>("availability", "Whether it can be bought.").defaulted(),
      field<&SeenProduct::categories>("categories", "Where it stands in the shop."),
      field<&SeenProduct::images>("images", "Its images, the most important first."),
      field<&SeenProduct::rating>("rating", "How customers rate it."),
      field<&SeenProduct::provenance>("provenance", "Where each field was read.").defaulted(),
      field<&SeenProduct::seenAt>("seenAt", "When; now, when it is not said."));
};

enum class Source : std::uint8_t { crawler, import };
constexpr auto names(Source) { return std::to_array<std::string_view>({"crawler", "import"}); }

inline constexpr std::size_t kUpsertMax = 100;

// Idempotent: a product is the same as another of its organization when url and SKU are (without a
// url, SKU, GTIN or at last the name decide), and the same said twice is `unchanged`. Fields that a
// person has set stay as they are, and a product that a person deleted stays away: it counts as
// unchanged. All of it happens, or nothing. A batch with a name is taken in once: sent again within
// two days, it gets the answer of the first time.
struct UpsertProducts {
  static constexpr Operation operation{.name = "upsert_products",
                                       .method = Method::post,
                                       .path = "/internal/products/batch",
                                       .summary = "Takes in products as they were seen.",
                                       .access = Access::service,
                                       .body_bytes_max = 8'388'608};
  struct Input {
    Id organizationId;
    Source source = Source::crawler;
    std::optional<Id> jobId;
    std::optional<Text<1, 128>> batchId;
    List<SeenProduct, 1, kUpsertMax> products;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose products they are."),
                 field<&Input::source>("source", "Who saw them.").defaulted(),
                 field<&Input::jobId>("jobId", "The job that saw them."),
                 field<&Input::batchId>("batchId", "The sender's name for exactly these products."),
                 field<&Input::products>("products", "What was seen."));
  };
  struct Output {
    static constexpr std::string_view title = "UpsertedProducts";
    std::int64_t created = 0, updated = 0, unchanged = 0;
    std::vector<std::string> ids;

    static constexpr auto fields =
        describe(field<&Output::created>("created", "Products that are new."),
                 field<&Output::updated>("updated", "Products of which something changed."),
                 field<&Output::unchanged>("unchanged", "Products that stand as they stood."),
                 field<&Output::ids>("ids", "The id of each product, in the order they came."));
  };
};

struct AiDescriptions {
  static constexpr std::string_view title = "AiDescriptions";
  std::string productId;
  std::optional<std::string> caption;
  std::vector<std::string> features, colours;
  std::optional<std::string> mode, model;
  std::vector<std::string> editedFields;
  std::optional<Timestamp> updatedAt;

  static constexpr auto fields = describe(
      field<&AiDescriptions::productId>("productId", "The product's id."),
      field<&AiDescriptions::caption>("caption", "What it looks like; null until it was seen."),
      field<&AiDescriptions::features>("features", "What can be seen of it."),
      field<&AiDescriptions::colours>("colours", "Its colours, the dominant first."),
      field<&AiDescriptions::mode>("mode", "`workers`, `openai` or `builtin`."),
      field<&AiDescriptions::model>("model", "The model that made it."),
      field<&AiDescriptions::editedFields>("editedFields", "What a person has written."),
      field<&AiDescriptions::updatedAt>("updatedAt", "When it was made or changed last."));
};

// The images of a product, as the platform has fetched them, and what is seen in them. What is left
// out stays as it was; without any image the shop's own addresses are shown. Words of a person stay
// in any case.
struct SetImages {
  static constexpr Operation operation{.name = "set_product_images",
                                       .method = Method::put,
                                       .path = "/internal/products/{id}/images",
                                       .summary = "Sets a product's images and descriptions.",
                                       .access = Access::service,
                                       .success = 204,
                                       .body_bytes_max = 262'144};
  struct FetchedImage {
    Text<1, 200> key;
    Url url;
    std::optional<Integer<1, 100'000>> width, height;
    std::optional<Text<0, 1'000>> alt;
    static constexpr auto fields =
        describe(field<&FetchedImage::key>("key", "Names it below /products/images."),
                 field<&FetchedImage::url>("url", "Where it can be seen."),
                 field<&FetchedImage::width>("width", "Its width in pixels."),
                 field<&FetchedImage::height>("height", "Its height in pixels."),
                 field<&FetchedImage::alt>("alt", "What it shows."));
  };
  struct Seen {
    std::optional<Text<0, 2'000>> caption;
    List<Text<1, 200>, 0, 50> features;
    List<Text<1, 64>, 0, 20> colours;
    Text<1, 32> mode;
    Text<1, 128> model;
    static constexpr auto fields =
        describe(field<&Seen::caption>("caption", "What it looks like."),
                 field<&Seen::features>("features", "What can be seen of it."),
                 field<&Seen::colours>("colours", "Its colours, the dominant first."),
                 field<&Seen::mode>("mode", "Which AI made it."),
                 field<&Seen::model>("model", "By which model."));
  };
  struct Input {
    Id id, organizationId;
    std::optional<List<FetchedImage, 0, kImagesMax>> images;
    std::optional<Seen> descriptions;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The product's id."),
                 field<&Input::organizationId>("organizationId", "Whose it is."),
                 field<&Input::images>("images", "Its images, the most important first."),
                 field<&Input::descriptions>("descriptions", "What is seen in them."));
  };
  using Output = Nothing;
};

// Asks for an organization's vectors anew, for whoever sees that the model of those that there are
// is served no more. The work is a job, and asked for twice it is done once.
struct RenewVectors {
  static constexpr Operation operation{.name = "renew_product_vectors",
                                       .method = Method::post,
                                       .path = "/internal/products/vectors",
                                       .summary = "Has the vectors of a catalog made anew.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Id organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose catalog it is."));
  };
  using Output = Nothing;
};

}  // namespace crow::products
