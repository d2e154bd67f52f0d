#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/host/stream.h"
#include "shared/service/service.h"
#include "shared/vision/picture.h"
#include "workers/images/handlers.h"
#include "workers/images/range.h"

namespace crow::images {
namespace {

// What one answer holds at a time; longer ones come in pieces.
constexpr std::int64_t kPieceBytes = 1'048'576;

std::unexpected<Error> not_found() { return fail(ErrorCode::not_found, "There is no such image."); }

// Whatever the bytes are, a browser shows them as a picture or not at all.
Response head_of(const StoredObject& object, std::string_view tag) {
  Response head;
  head.with("cache-control", "public, max-age=31536000, immutable");
  head.with("content-type", object.contentType).with("etag", tag);
  head.with("accept-ranges", "bytes").with("x-content-type-options", "nosniff");
  head.with("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  head.with("cross-origin-resource-policy", "cross-origin");
  head.with("content-disposition", "inline");
  return head;
}

Task<std::string> read_piece(const crow::Bucket& bucket, std::string_view key, ByteRange range) {
  auto part = co_await bucket.find(key, range);
  co_await require(part && std::ssize(part->bytes) == range.length, ErrorCode::unavailable,
                   "The image cannot be read; try again.");
  co_return std::move(part->bytes);
}

// The object that answers: the original, or its thumbnail where that is wide enough.
Task<StoredObject> choose(const crow::Bucket& bucket, std::string key, bool is_small) {
  auto found = co_await bucket.find(key, {.offset = 0, .length = 0});
  if (!found) co_await not_found();
  if (is_small)
    for (const auto& [name, thumbnail] : found->object.metadata.entries)
      if (name == kThumbnailMetadata) {
        auto small = co_await bucket.find(thumbnail, {.offset = 0, .length = 0});
        if (small) co_return std::move(small->object);
      }
  co_return std::move(found->object);
}

}  // namespace

Task<Response> get_image(Context& context) {
  // A key that none can have is one that is not there.
  const Request& request = context.request;
  if (!KeyFormat::matches(request.parameter("key"))) co_await not_found();
  GetImage::Input input;
  co_await read_input(context, GetImage::operation, kTypeOf<GetImage::Input>, &input);
  const crow::Bucket bucket(context.host, kBucket);
  const bool is_small = input.width && input.width->value <= vision::kThumbnailWidth;
  const StoredObject object = co_await choose(bucket, input.key.value, is_small);
  // A key stands for its bytes.
  const std::string tag = concat('"', object.key, '"');
  Response head = head_of(object, tag);
  if (names_tag(request.header_or("if-none-match", {}), tag, true)) {
    head.status = 304;
    co_return head;
  }
  Range range{.length = object.size};
  const auto condition = request.header("if-range");
  if (request.method == Method::get && (!condition || names_tag(*condition, tag, false)))
    range = read_range(request.header_or("range", {}), object.size);
  if (range.kind == Range::Kind::unsatisfiable) {
    Response refusal{.status = 416};
    refusal.with("content-range", concat("bytes */", object.size));
    refusal.with("cache-control", "no-store").with("x-content-type-options", "nosniff");
    co_return refusal;
  }
  if (range.kind == Range::Kind::part) {
    head.status = 206;
    head.with("content-range", concat("bytes ", range.offset, '-', range.offset + range.length - 1,
                                      '/', object.size));
  }
  if (range.length <= kPieceBytes || request.method == Method::head) {
    head.body = co_await read_piece(bucket, object.key, {range.offset, range.length});
    co_return head;
  }
  const int status = head.status;
  const auto stream = co_await open_stream(context.host, std::move(head));
  for (std::int64_t sent = 0; sent < range.length;) {
    const std::int64_t length = std::min(kPieceBytes, range.length - sent);
    co_await stream.write(co_await read_piece(bucket, object.key, {range.offset + sent, length}));
    sent += length;
  }
  co_return Response{.status = status, .is_streamed = true};
}

}  // namespace crow::images
