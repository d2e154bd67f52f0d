// How Better Auth says no: {"message","code"}, sometimes without a code, sometimes with no body.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/http/message.h"

namespace crow::auth {

struct Refusal {
  int status;
  std::string_view code;     // Empty: left out.
  std::string_view message;  // Empty: no body at all.
};

// As the outcome of an operation: `co_await refuse(kUnauthorized);`
std::unexpected<Error> refuse(const Refusal& refusal, SourcePlace where = SourcePlace::current());
// The same with a message made now.
std::unexpected<Error> refuse(int status, std::string_view code, std::string message,
                              SourcePlace where = SourcePlace::current());

// The service's error_response. What nothing matched is 404 without a body; the platform's own
// operations keep the contract's shape.
Response refusal_response(const Error& error, const Request& request);

inline constexpr Refusal kUnauthorized{401, "UNAUTHORIZED", "Unauthorized"};
inline constexpr Refusal kUnauthorizedSilently{401, "", ""};

inline constexpr Refusal kInvalidJson{400, "BAD_REQUEST", "Invalid JSON in request body"};
inline constexpr Refusal kPostSessionOff{
    405, "METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED",
    "POST method requires deferSessionRefresh to be enabled in session config"};

inline constexpr Refusal kMissingOrigin{403, "MISSING_OR_NULL_ORIGIN", "Missing or null Origin"};
inline constexpr Refusal kInvalidOrigin{403, "INVALID_ORIGIN", "Invalid origin"};
inline constexpr Refusal kCrossSiteLogin{
    403, "CROSS_SITE_NAVIGATION_LOGIN_BLOCKED",
    "Cross-site navigation login blocked. This request appears to be a CSRF attack."};

inline constexpr Refusal kInvalidEmail{400, "INVALID_EMAIL", "Invalid email"};
inline constexpr Refusal kPasswordTooShort{400, "PASSWORD_TOO_SHORT", "Password too short"};
inline constexpr Refusal kPasswordTooLong{400, "PASSWORD_TOO_LONG", "Password too long"};
inline constexpr Refusal kUserExists{422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL",
                                     "User already exists. Use another email."};
inline constexpr Refusal kInvalidEmailOrPassword{401, "INVALID_EMAIL_OR_PASSWORD",
                                                 "Invalid email or password"};
inline constexpr Refusal kBusinessEmail{400, "BUSINESS_EMAIL_REQUIRED",
                                        "Please use a business email address"};

inline constexpr Refusal kOrganizationExists{400, "ORGANIZATION_ALREADY_EXISTS",
                                             "Organization already exists"};
inline constexpr Refusal kOrganizationNotFound{400, "ORGANIZATION_NOT_FOUND",
                                               "Organization not found"};
inline constexpr Refusal kNotAMember{403, "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION",
                                     "User is not a member of the organization"};
inline constexpr Refusal kMemberNotFound{400, "MEMBER_NOT_FOUND", "Member not found"};
inline constexpr Refusal kMayNotInvite{403,
                                       "YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION",
                                       "You are not allowed to invite users to this organization"};
inline constexpr Refusal kMayNotInviteRole{403, "YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE",
                                           "You are not allowed to invite a user with this role"};
inline constexpr Refusal kRoleNotFound{400, "ROLE_NOT_FOUND", "Role not found"};
inline constexpr Refusal kAlreadyMember{400, "USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION",
                                        "User is already a member of this organization"};
inline constexpr Refusal kAlreadyInvited{400, "USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION",
                                         "User is already invited to this organization"};
inline constexpr Refusal kInvitationLimit{403, "INVITATION_LIMIT_REACHED",
                                          "Invitation limit reached"};
inline constexpr Refusal kInvitationNotFound{400, "INVITATION_NOT_FOUND", "Invitation not found"};
inline constexpr Refusal kNotTheRecipient{403, "YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION",
                                          "You are not the recipient of the invitation"};
inline constexpr Refusal kMembershipLimit{403, "ORGANIZATION_MEMBERSHIP_LIMIT_REACHED",
                                          "Organization membership limit reached"};

inline constexpr Refusal kNoSessionForKeys{401, "UNAUTHORIZED_SESSION",
                                           "Unauthorized or invalid session"};
inline constexpr Refusal kServerOnly{
    400, "SERVER_ONLY_PROPERTY",
    "The property you're trying to set can only be set from the server auth instance only."};
inline constexpr Refusal kMetadataType{400, "INVALID_METADATA_TYPE",
                                       "metadata must be an object or undefined"};
inline constexpr Refusal kExpiresTooSoon{
    400, "EXPIRES_IN_IS_TOO_SMALL", "The expiresIn is smaller than the predefined minimum value."};
inline constexpr Refusal kExpiresTooLate{
    400, "EXPIRES_IN_IS_TOO_LARGE", "The expiresIn is larger than the predefined maximum value."};
inline constexpr Refusal kPrefixLength{400, "INVALID_PREFIX_LENGTH",
                                       "The prefix length is either too large or too small."};
inline constexpr Refusal kNameLength{400, "INVALID_NAME_LENGTH",
                                     "The name length is either too large or too small."};
inline constexpr Refusal kKeyNotFound{404, "KEY_NOT_FOUND", "API Key not found"};
inline constexpr Refusal kKeyInvalid{401, "INVALID_API_KEY", "Invalid API key."};
inline constexpr Refusal kKeyDisabled{401, "KEY_DISABLED", "API Key is disabled"};
inline constexpr Refusal kKeyExpired{401, "KEY_EXPIRED", "API Key has expired"};
inline constexpr Refusal kNotAMemberForKeys{
    403, "USER_NOT_MEMBER_OF_ORGANIZATION",
    "You are not a member of the organization that owns this API key."};
inline constexpr Refusal kMayNotManageKeys{
    403, "INSUFFICIENT_API_KEY_PERMISSIONS",
    "You do not have permission to perform this action on organization API keys."};

}  // namespace crow::auth
