#include "workers/auth/user-token.h"

#include "shared/core/time.h"
#include "shared/identity/token.h"
#include "shared/json/write.h"
#include "workers/auth/signing-key.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLifeSeconds = 15 * kMinute / kSecond;

}  // namespace

Task<std::string> sign_user_token(Context& context, const User& user) {
  const SigningKey key = co_await ensure_signing_key(context);
  const std::int64_t now = context.now().ms / 1000;
  const std::string_view base = variable_or("BASE_URL", {});
  json::Writer claims;
  claims.begin_object().member("iat", now);
  for (const Field& field : User::fields)
    claims.key(field.name).value(*field.type, field.locate(const_cast<User*>(&user)));
  claims.member("sub", user.id).member("exp", now + kLifeSeconds);
  claims.member("iss", base).member("aud", base).end_object();
  co_return sign_jwt(claims.str(), key.id, key.private_key);
}

}  // namespace crow::auth
