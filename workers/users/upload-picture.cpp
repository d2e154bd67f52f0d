#include <algorithm>

#include "shared/contracts/auth/for-callers.h"
#include "shared/core/text.h"
#include "shared/identity/picture-url.h"
#include "shared/service/service.h"
#include "shared/vision/header.h"
#include "shared/vision/resize.h"
#include "workers/users/handlers.h"
#include "workers/users/person.h"
#include "workers/users/picture.h"

namespace crow::users {
namespace {

constexpr int kSideMax = 512;
constexpr int kQuality = 85;

std::unexpected<Error> no_picture(std::string expected) {
  return fail(
      {{"file", Rule::format, std::move(expected), std::nullopt, "string", &kTypeOf<std::string>}});
}

// The file of the form, wherever it stands in it.
Result<std::string_view> file_of(std::string_view content_type, std::string_view body) {
  const auto parts = TRY(parse_multipart(content_type, body));
  for (const FormPart& part : parts)
    if (part.name == "file" || part.file_name) return part.content;
  return fail({{"file", Rule::required, "the picture, as a file of the form", std::nullopt,
                "undefined", &kTypeOf<std::string>}});
}

// The pixels as they are seen, no larger than they are shown. They live only here: of what came,
// nothing else is kept.
Result<vision::Pixels> small_copy(std::string_view bytes) {
  const auto header = vision::read_header(bytes);
  if (!header)
    return no_picture(
        concat("a JPEG, PNG, GIF or BMP of at most 12 megapixels (", name_of(header.error()), ")"));
  if (!header->is_decodable()) return no_picture("a JPEG, PNG, GIF or BMP");
  const auto bitmap = vision::decode(bytes, *header);
  if (!bitmap) return no_picture("a picture that can be decoded");
  const double scale = std::min({1.0, static_cast<double>(kSideMax) / header->width,
                                 static_cast<double>(kSideMax) / header->height});
  const auto side = [&](int length) { return std::max(1, static_cast<int>(length * scale + 0.5)); };
  return vision::turn(vision::resize(*bitmap, side(header->width), side(header->height)),
                      header->orientation);
}

}  // namespace

Task<Response> upload_picture(Context& context) {
  const Request& request = context.request;
  co_await require_self(context, request.parameter("id"));
  const std::string_view type = request.header_or("content-type", {});
  co_await require(media_type(type) == "multipart/form-data", ErrorCode::unsupported_media_type,
                   "Content-Type must be multipart/form-data.");
  std::string jpeg;
  UploadPicture::Output output;
  {
    const std::string body = co_await context.host.body(UploadPicture::operation.body_bytes_max);
    const std::string_view file = co_await file_of(type, body);
    co_await require(file.size() <= kPictureBytesMax, ErrorCode::payload_too_large,
                     concat("The picture is larger than ", kPictureBytesMax, " bytes."));
    const vision::Pixels pixels = co_await small_copy(file);
    jpeg = vision::encode_jpeg(pixels, kQuality);
    output.width = pixels.width;
    output.height = pixels.height;
  }
  const std::string& user = context.caller.user_id;
  const std::string key = new_key(user);
  output.profilePictureUrl = picture_url(key);
  output.bytes = std::ssize(jpeg);
  co_await pictures(context).put(key, jpeg, {.content_type = "image/jpeg"});
  auth::UpdateProfileFor::Input shown;
  shown.actor = {{user}, {context.caller.organization_id}};
  shown.changesImage = true;
  shown.image = {{output.profilePictureUrl}};
  const auto changed =
      co_await context.services.call<auth::UpdateProfileFor>("AUTH", std::move(shown));
  // After the new one is shown. Of several at once, each deletes the one that it replaced.
  co_await remove_replaced(context, user, changed.imageBefore, key);
  co_return detail::reply(UploadPicture::operation, kTypeOf<UploadPicture::Output>, &output);
}

}  // namespace crow::users
