#include "shared/vision/picture.h"

#include <algorithm>

#include "shared/vision/resize.h"

namespace crow::vision {
namespace {

constexpr int kQuality = 82;

struct Size {
  int width, height;
};

Size fit(int width, int height, int width_max, int height_max) {
  const double scale = std::min(
      {1.0, static_cast<double>(width_max) / width, static_cast<double>(height_max) / height});
  return {std::max(1, static_cast<int>(width * scale + 0.5)),
          std::max(1, static_cast<int>(height * scale + 0.5))};
}

// The picture as it is seen, no larger than a thumbnail.
Pixels small_copy(const Bitmap& bitmap, const Header& header) {
  Size size =
      fit(header.shown_width(), header.shown_height(), kThumbnailWidth, kThumbnailHeightMax);
  if (header.is_turned()) std::swap(size.width, size.height);
  return turn(resize(bitmap, size.width, size.height), header.orientation);
}

}  // namespace

std::expected<Picture, Refusal> look_at(std::string_view bytes) {
  auto header = read_header(bytes);
  if (!header) return std::unexpected(header.error());
  Picture picture{.header = *header, .sight = {}};
  if (!header->is_decodable()) return picture;
  auto bitmap = decode(bytes, *header);
  if (!bitmap && bitmap.error() == DecodeFault::too_costly) return picture;
  if (!bitmap) return std::unexpected(Refusal::broken);
  const Pixels small = small_copy(*bitmap, *header);
  bitmap->bytes.reset();
  Sight sight{.thumbnail = {},
              .thumbnail_width = small.width,
              .thumbnail_height = small.height,
              .looks = looks_of(small),
              .colours = dominant_colours(small)};
  if (small.width < header->shown_width()) sight.thumbnail = encode_jpeg(small, kQuality);
  picture.sight = std::move(sight);
  return picture;
}

}  // namespace crow::vision
