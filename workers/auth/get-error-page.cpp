#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

// What went wrong stands in the query; the page does not repeat what anybody may write there.
constexpr std::string_view kPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>CROW</title>"
    "<meta name=\"viewport\" content=\"width=device-width\">"
    "<body style=\"font:1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem\">"
    "<h1>This link does not work</h1><p>It is incomplete, was used before, or is too old. Ask for "
    "a new one.</p></body></html>\n";

}  // namespace

Task<Response> get_error_page(Context&) {
  Response response{.status = 200, .body = std::string(kPage)};
  co_return std::move(
      response.with("content-type", "text/html; charset=utf-8")
          .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"));
}

}  // namespace crow::auth
