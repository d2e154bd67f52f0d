// What Better Auth's clients and mails bring back: only what the secret has signed is read, a page
// to go to is ours, and an origin is trusted as a whole. The first line is a cookie header, the
// second an address, the third the token of a mail.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/host/fake/world.h"
#include "shared/identity/origin.h"
#include "workers/auth/cookie.h"
#include "workers/auth/mail-token.h"
#include "workers/auth/origin.h"

namespace crow::auth {
namespace {

// With what is escaped undone, wherever the rest is no escape.
std::string undone(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto octet = text.starts_with('%') && text.size() > 2
                           ? percent_decode(text.substr(0, 3), false)
                           : std::nullopt;
    out += octet ? *octet : std::string(text.substr(0, 1));
    text.remove_prefix(octet ? 3 : 1);
  }
  return out;
}

void check_cookie(std::string_view header) {
  Request request;
  request.headers.push_back({"cookie", std::string(header)});
  const auto found = read_cookie(request, kSessionCookie);
  fuzz::insist(found.has_value());
  if (!*found) return;
  // Signed, so the header holds the very signature that we would write.
  const auto written = sign_value(**found);
  fuzz::insist(written.has_value());
  const auto again = verify_value(*written);
  fuzz::insist(again && *again && **again == **found);
  fuzz::insist(undone(header).contains(*written));
}

void check_value(std::string_view value) {
  const auto written = sign_value(value);
  fuzz::insist(written.has_value());
  const auto read = verify_value(*written);
  fuzz::insist(read && (value.empty() ? !*read : *read == value));
  const auto other = verify_value(value);
  fuzz::insist(other && !*other);
}

// A browser that follows the address stays on the deployment's own pages.
void check_address(std::string_view address) {
  if (is_trusted_origin(address)) {
    const std::string origin = to_lower(address);
    fuzz::insist(origin == "https://api.crowai.dev" ||
                 (origin.starts_with("https://") && origin.ends_with(".crowai.dev")));
    fuzz::insist(origin.find_first_of("/?#\\@", 8) == origin.npos);
  }
  if (is_safe_path(address)) {
    fuzz::insist(address.starts_with('/') && !address.starts_with("//"));
    fuzz::insist(address.find_first_of("\\\r\n\t") == address.npos);
  }
  if (is_trusted_address(address)) fuzz::insist(is_trusted_origin(origin_of(address)));
}

MailToken claims_of(std::string_view email) {
  MailToken claims;
  claims.email = email;
  claims.userId = "ada";
  return claims;
}

void check_token(std::string_view token, Timestamp now) {
  fuzz::insist(!read_mail_token(token, now));
  const auto made = sign_mail_token(claims_of(token), now);
  if (!is_utf8(token) || token.contains('\0')) return;
  fuzz::insist(made.has_value());
  const auto claims = read_mail_token(*made, now);
  fuzz::insist(claims && claims->email == token);
}

}  // namespace
}  // namespace crow::auth

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crow;
  static World& world = *new World;
  world.set_variable("AUTH_SECRET", "0123456789abcdef0123456789abcdef0123456789");
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  world.set_variable("TRUSTED_ORIGINS", "https://*.crowai.dev");
  std::string_view text = fuzz::text_of(data, size);
  const std::string_view cookie = split_off(text, '\n');
  auth::check_cookie(cookie);
  auth::check_value(cookie);
  auth::check_address(split_off(text, '\n'));
  auth::check_token(text, {world.now_ms});
  return 0;
}
