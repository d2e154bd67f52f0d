// Everything that is to be known of a picture, from its bytes.
//
//   auto picture = look_at(bytes);
//   if (!picture) … sentence_of(picture.error())
//   bytes.resize(picture->header.end);
//   if (picture->sight) … picture->sight->thumbnail
//
// The pixels of the whole picture live only within this call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/vision/header.h"
#include "shared/vision/likeness.h"

namespace crow::vision {

inline constexpr int kThumbnailWidth = 320, kThumbnailHeightMax = 640;

// What only pixels tell.
struct Sight {
  std::string thumbnail;  // JPEG; empty for a picture that is no larger itself.
  int thumbnail_width = 0, thumbnail_height = 0;
  Looks looks;
  std::vector<ColourShare> colours;
};

struct Picture {
  Header header;
  std::optional<Sight> sight;  // None for WebP, AVIF and what would take too much memory to decode.
};

std::expected<Picture, Refusal> look_at(std::string_view bytes);

}  // namespace crow::vision
