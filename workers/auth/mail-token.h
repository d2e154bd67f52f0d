// The tokens of links that confirm or change an address: JSON Web Tokens as Better Auth makes them,
// HS256 under AUTH_SECRET, good for an hour.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow::auth {

struct MailToken {
  std::string email;  // The account's address when the link was sent, in lower case.
  std::optional<std::string> updateTo, requestType;
  std::string userId;
  std::int64_t iat = 0, exp = 0;

  static constexpr auto fields =
      describe(field<&MailToken::email>("email", ""),
               field<&MailToken::updateTo>("updateTo", "").omitted_when_null(),
               field<&MailToken::requestType>("requestType", "").omitted_when_null(),
               field<&MailToken::userId>("userId", ""), field<&MailToken::iat>("iat", ""),
               field<&MailToken::exp>("exp", ""));
};

inline constexpr std::string_view kChangesEmail = "change-email-verification";

// The token, from now on for an hour.
Result<std::string> sign_mail_token(MailToken claims, Timestamp now);

// What a token says.
//
// Errors: TOKEN_EXPIRED; INVALID_TOKEN for everything else that is wrong with it.
Result<MailToken> read_mail_token(std::string_view token, Timestamp now);

}  // namespace crow::auth
