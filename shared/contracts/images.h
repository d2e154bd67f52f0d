// The operations of images: pictures of products, fetched once, looked at and served.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::images {

inline constexpr std::size_t kImagesMax = 20;

struct NewImage {
  Text<1, 2'048> url;
  std::optional<Text<0, 1'000>> alt;
  static constexpr auto fields =
      describe(field<&NewImage::url>("url", "Where the shop has it."),
               field<&NewImage::alt>("alt", "What it shows, as the shop says."));
};

// Idempotent: what is known already is neither fetched nor described again. A job does the rest and
// tells products by SetImages; an image that cannot be had keeps the others from nothing.
struct AddImages {
  static constexpr Operation operation{.name = "add_images",
                                       .method = Method::post,
                                       .path = "/internal/images",
                                       .summary = "Says which images a product has.",
                                       .access = Access::service,
                                       .body_bytes_max = 262'144};
  struct Input {
    Id organizationId, productId;
    Text<0, 500> name;
    List<NewImage, 0, kImagesMax> images;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose product it is."),
                 field<&Input::productId>("productId", "The product's id."),
                 field<&Input::name>("name", "What the product is called."),
                 field<&Input::images>("images", "All of its images, the most important first."));
  };
  struct Output {
    static constexpr std::string_view title = "AddedImages";
    bool isQueued = false;
    static constexpr auto fields =
        describe(field<&Output::isQueued>("isQueued", "Whether there is anything to do."));
  };
};

struct KeyFormat {
  static bool matches(std::string_view text) {
    for (const char c : text) {
      const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
      if (!is_word) return false;
    }
    return !text.empty() && text.size() <= 64;
  }
  static constexpr Format format{.name = "",
                                 .pattern = "^[A-Za-z0-9_.-]{1,64}$",
                                 .expected = "a key of letters, digits, underscores, dots, hyphens",
                                 .matches = &matches};
};

struct GetImage {
  static constexpr Operation operation{
      .name = "get_image",
      .path = "/products/images/{key}",
      .summary = "An image of a product.",
      .description =
          "Needs no credential and is never counted. Keys stand in products; the bytes "
          "under a key never change, so they may be kept for ever. Takes `Range`, "
          "`If-Range` and `If-None-Match`.",
      .access = Access::anyone,
      .answers = "image/*"};
  struct Input {
    Text<1, 64, KeyFormat> key;
    std::optional<Integer<1, 10'000>> width;
    static constexpr auto fields =
        describe(field<&Input::key>("key", "Which image."),
                 field<&Input::width>("width",
                                      "The width that it is shown at: up to 320 brings a thumbnail "
                                      "of that width, where there is one."));
  };
  using Output = Nothing;
};

using All = Operations<AddImages, GetImage>;

}  // namespace crow::images
