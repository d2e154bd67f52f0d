#include "shared/core/text.h"
#include "workers/users/handlers.h"
#include "workers/users/picture.h"

namespace crow::users {

Task<Response> get_picture(Context& context) {
  const std::string_view key = context.request.parameter("key");
  auto found = PictureKeyFormat::matches(key) ? co_await pictures(context).find(key)
                                              : std::optional<ObjectPart>();
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such picture.");
  const std::string tag = concat('"', found->object.etag, '"');
  Response response;
  // Whatever the bytes are, a browser shows them as a picture or not at all.
  response.with("cache-control", "public, max-age=86400, immutable").with("etag", tag);
  response.with("content-type", "image/jpeg").with("x-content-type-options", "nosniff");
  response.with("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.with("cross-origin-resource-policy", "cross-origin");
  response.with("content-disposition", "inline");
  const std::string_view known = context.request.header_or("if-none-match", {});
  if (known == "*" || known.contains(tag))
    response.status = 304;
  else
    response.body = std::move(found->bytes);
  co_return response;
}

}  // namespace crow::users
