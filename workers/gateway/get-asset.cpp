#include "shared/host/forward.h"
#include "workers/gateway/handlers.h"

namespace crow::gateway {
namespace {

// What the documentation's user interface needs; shared/openapi/docs/policy.txt says why.
constexpr std::string_view kDocsPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

Task<Response> get_asset(Context& context, std::string path) {
  const int status = co_await forward(context.host, "ASSETS", path,
                                      {{"cookie", ""}, {"authorization", ""}, {"x-api-key", ""}});
  if (status == 404)
    co_await fail(ErrorCode::not_found, "There is no such document; /docs lists the API.");
  Response response{.status = status, .is_forwarded = true};
  response.with("cache-control", "public, max-age=300");
  if (path.starts_with("/docs/")) {
    for (Header& header : context.reply_headers)
      if (header.name == "content-security-policy") header.value = kDocsPolicy;
  } else {
    // Pages of every site load the script and the documents: nothing differs by who asks.
    std::erase_if(context.reply_headers, [](const Header& header) {
      return header.name == "vary" || header.name.starts_with("access-control-allow-");
    });
    response.with("access-control-allow-origin", "*");
    response.with("cross-origin-resource-policy", "cross-origin");
  }
  co_return response;
}

}  // namespace crow::gateway
