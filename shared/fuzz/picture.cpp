// Any bytes are a picture within the limits or a refusal with a name; what is seen of a picture is
// a picture itself.
#include "shared/vision/picture.h"

#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crow::vision;
  const std::string_view bytes = crow::fuzz::text_of(data, size);
  const auto header = read_header(bytes);
  if (!header) {
    crow::fuzz::insist(!name_of(header.error()).empty());
    return 0;
  }
  crow::fuzz::insist(header->end <= size && header->width > 0 && header->height > 0);
  crow::fuzz::insist(std::int64_t{header->width} * header->height <= kPixelsMax);
  // Small ones alone: millions of pixels out of a few bytes are right, and slow.
  if (std::int64_t{header->width} * header->height > 65'536) return 0;
  const auto picture = look_at(bytes);
  if (!picture || !picture->sight) return 0;
  crow::fuzz::insist(picture->sight->thumbnail_width <= kThumbnailWidth);
  crow::fuzz::insist(!picture->sight->colours.empty());
  if (!picture->sight->thumbnail.empty())
    crow::fuzz::insist(look_at(picture->sight->thumbnail).has_value());
  return 0;
}
