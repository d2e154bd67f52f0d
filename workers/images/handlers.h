// What images does, a function for each operation of shared/contracts/images.h.
#pragma once

#include "shared/contracts/images.h"
#include "shared/service/context.h"

namespace crow::images {

// Where the pictures are.
inline constexpr std::string_view kBucket = "IMAGES";
// Of an original's metadata: the key of its thumbnail, if it has one.
inline constexpr std::string_view kThumbnailMetadata = "thumbnail";

Task<AddImages::Output> add_images(Context& context, AddImages::Input input);

// Errors: not_found; invalid_argument for a width that is none.
Task<Response> get_image(Context& context);

}  // namespace crow::images
