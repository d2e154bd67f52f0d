#include "workers/auth/mail-token.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/auth/cookie.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLifeSeconds = kHour / kSecond;
constexpr std::string_view kHeader = R"({"alg":"HS256"})";

Result<std::string> signature_of(std::string_view signed_part) {
  return base64url(crypto::hmac_sha256(TRY(auth_secret()), signed_part));
}

}  // namespace

Result<std::string> sign_mail_token(MailToken claims, Timestamp now) {
  claims.iat = now.ms / 1000;
  claims.exp = claims.iat + kLifeSeconds;
  const std::string head = concat(base64url(kHeader), '.', base64url(json::write(claims)));
  return concat(head, '.', TRY(signature_of(head)));
}

Result<MailToken> read_mail_token(std::string_view token, Timestamp now) {
  const auto dot = token.rfind('.');
  if (dot == token.npos) return refuse(kInvalidToken);
  const std::string_view head = token.substr(0, dot);
  const std::string expected = TRY(signature_of(head));
  if (!equal_in_constant_time(token.substr(dot + 1), expected)) return refuse(kInvalidToken);
  // Only what we made has our signature, so the algorithm need not be asked for.
  const auto payload = from_base64(head.substr(std::min(head.find('.'), head.size() - 1) + 1));
  if (!payload) return refuse(kInvalidToken);
  auto claims = json::read<MailToken>(*payload, {.unknown = json::Unknown::ignored});
  if (!claims) return refuse(kInvalidToken);
  if (claims->exp <= now.ms / 1000) return refuse(kTokenExpired);
  return std::move(*claims);
}

}  // namespace crow::auth
