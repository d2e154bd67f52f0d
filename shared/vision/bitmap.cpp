// The only file that sees stb_image: JPEG, PNG, GIF and BMP of it, from memory alone.
#include "shared/vision/bitmap.h"

#include <cstring>

namespace {

// What the library allocates is counted, so that a picture that asks for too much fails the same
// way everywhere, before the memory of the instance is used up. Each block has its length in front.
constexpr std::size_t kHead = 16;
std::size_t bytes_in_use = 0, bytes_max = 0;
bool was_refused = false;

void* counted_realloc(void* block, std::size_t size) {
  char* old = block ? static_cast<char*>(block) - kHead : nullptr;
  std::size_t old_size = 0;
  if (old) std::memcpy(&old_size, old, sizeof old_size);
  // While it grows, both may be there.
  if (size > bytes_max || bytes_in_use + size > bytes_max) {
    was_refused = true;
    return nullptr;
  }
  char* grown = static_cast<char*>(std::realloc(old, size + kHead));
  if (!grown) {
    was_refused = true;
    return nullptr;
  }
  bytes_in_use += size - old_size;
  std::memcpy(grown, &size, sizeof size);
  return grown + kHead;
}

void* counted_malloc(std::size_t size) { return counted_realloc(nullptr, size); }

void counted_free(void* block) {
  if (!block) return;
  char* whole = static_cast<char*>(block) - kHead;
  std::size_t size = 0;
  std::memcpy(&size, whole, sizeof size);
  bytes_in_use -= size;
  std::free(whole);
}

}  // namespace

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_ONLY_GIF
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_THREAD_LOCALS
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 20000
#define STBI_MALLOC counted_malloc
#define STBI_REALLOC counted_realloc
#define STBI_FREE counted_free
#include <stb/stb_image.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

namespace crow::vision {

static_assert(STBI_MAX_DIMENSIONS == kSideMax);

void Bitmap::Release::operator()(std::uint8_t* block) const { counted_free(block); }

std::expected<Bitmap, DecodeFault> decode(std::string_view bytes, const Header& header) {
  if (!header.is_decodable()) return std::unexpected(DecodeFault::broken);
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  const int size = static_cast<int>(std::min(bytes.size(), header.end));
  bytes_in_use = 0;
  bytes_max = kDecodingBytesMax;
  was_refused = false;
  // The library reads headers by its own rules; where it reads another size than we did, the
  // picture is two.
  int width = 0, height = 0, channels = 0;
  if (!stbi_info_from_memory(data, size, &width, &height, &channels))
    return std::unexpected(DecodeFault::broken);
  const bool is_same_height =
      height == header.height || (header.format == Format::bmp && height == -header.height);
  if (width != header.width || !is_same_height) return std::unexpected(DecodeFault::broken);
  Bitmap made;
  made.bytes.reset(stbi_load_from_memory(data, size, &made.width, &made.height, &made.channels, 0));
  if (!made.bytes)
    return std::unexpected(was_refused ? DecodeFault::too_costly : DecodeFault::broken);
  // A GIF's pixels are always RGBA, whatever it says to have.
  if (header.format == Format::gif) made.channels = 4;
  if (made.width != header.width || made.height != header.height)
    return std::unexpected(DecodeFault::broken);
  return made;
}

std::string encode_jpeg(const Pixels& pixels, int quality) {
  std::string out;
  const auto append = [](void* to, void* bytes, int count) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes),
                                          static_cast<std::size_t>(count));
  };
  stbi_write_jpg_to_func(append, &out, pixels.width, pixels.height, 3, pixels.rgb.data(), quality);
  return out;
}

}  // namespace crow::vision
