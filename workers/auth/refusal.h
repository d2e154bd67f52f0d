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

inline constexpr Refusal kEmailNotVerified{403, "EMAIL_NOT_VERIFIED", "Email not verified"};
inline constexpr Refusal kProviderNotFound{404, "PROVIDER_NOT_FOUND", "Provider not found"};

inline constexpr Refusal kSessionNotFresh{403, "SESSION_NOT_FRESH", "Session is not fresh"};
inline constexpr Refusal kSessionExpired{
    400, "SESSION_EXPIRED", "Session expired. Re-authenticate to perform this action."};
inline constexpr Refusal kNoFields{400, "", "No fields to update"};
inline constexpr Refusal kEmailNotUpdated{400, "EMAIL_CAN_NOT_BE_UPDATED",
                                          "Email can not be updated"};
inline constexpr Refusal kInvalidPassword{400, "INVALID_PASSWORD", "Invalid password"};
inline constexpr Refusal kNoCredentialAccount{400, "CREDENTIAL_ACCOUNT_NOT_FOUND",
                                              "Credential account not found"};
inline constexpr Refusal kNoUserInfo{404, "FAILED_TO_GET_USER_INFO", "Failed to get user info"};

inline constexpr Refusal kInvalidToken{401, "INVALID_TOKEN", "Invalid token"};
inline constexpr Refusal kInvalidResetToken{400, "INVALID_TOKEN", "Invalid token"};
inline constexpr Refusal kUnknownToken{404, "INVALID_TOKEN", "Invalid token"};
inline constexpr Refusal kTokenExpired{401, "TOKEN_EXPIRED", "Token expired"};
inline constexpr Refusal kUserNotFound{401, "USER_NOT_FOUND", "User not found"};
inline constexpr Refusal kInvalidUser{401, "INVALID_USER", "Invalid user"};
inline constexpr Refusal kSameEmail{400, "", "Email is the same"};
inline constexpr Refusal kEmailMismatch{400, "EMAIL_MISMATCH", "Email mismatch"};
inline constexpr Refusal kAlreadyVerified{400, "EMAIL_ALREADY_VERIFIED",
                                          "Email is already verified"};
inline constexpr Refusal kChangeEmailOff{400, "CHANGE_EMAIL_DISABLED", "Change email is disabled"};
inline constexpr Refusal kResetOff{400, "RESET_PASSWORD_DISABLED", "Reset password isn't enabled"};
inline constexpr Refusal kVerificationOff{400, "VERIFICATION_EMAIL_NOT_ENABLED",
                                          "Verification email isn't enabled"};

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

inline constexpr Refusal kSlugTaken{400, "ORGANIZATION_SLUG_ALREADY_TAKEN",
                                    "Organization slug already taken"};
inline constexpr Refusal kNotSignedIn{401, "", "User not found"};
inline constexpr Refusal kNotAuthenticated{401, "", "Not authenticated"};
inline constexpr Refusal kBadRequest{400, "", ""};
inline constexpr Refusal kNotAMemberToChange{400, "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION",
                                             "User is not a member of the organization"};
inline constexpr Refusal kNotAMemberToAsk{401, "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION",
                                          "User is not a member of the organization"};
inline constexpr Refusal kMayNotUpdate{403, "YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_ORGANIZATION",
                                       "You are not allowed to update this organization"};
inline constexpr Refusal kMayNotDelete{403, "YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_ORGANIZATION",
                                       "You are not allowed to delete this organization"};
inline constexpr Refusal kNoActiveOrganization{400, "NO_ACTIVE_ORGANIZATION",
                                               "No active organization"};
inline constexpr Refusal kNotAMemberHere{403, "YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION",
                                         "You are not a member of this organization"};
inline constexpr Refusal kMayNotUpdateMember{403, "YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER",
                                             "You are not allowed to update this member"};
inline constexpr Refusal kMayNotDeleteMember{401, "YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER",
                                             "You are not allowed to delete this member"};
inline constexpr Refusal kOnlyOwner{400, "YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER",
                                    "You cannot leave the organization as the only owner"};
inline constexpr Refusal kWithoutOwner{400, "YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER",
                                       "You cannot leave the organization without an owner"};
inline constexpr Refusal kInvitationNotThere{400, "INVITATION_NOT_FOUND", "Invitation not found!"};
inline constexpr Refusal kInviterLeft{400, "INVITER_IS_NO_LONGER_A_MEMBER_OF_THE_ORGANIZATION",
                                      "Inviter is no longer a member of the organization"};
inline constexpr Refusal kMayNotCancel{403, "YOU_ARE_NOT_ALLOWED_TO_CANCEL_THIS_INVITATION",
                                       "You are not allowed to cancel this invitation"};
inline constexpr Refusal kMayNotListInvitations{
    403, "YOU_ARE_NOT_ALLOWED_TO_LIST_INVITATIONS",
    "You are not allowed to list invitations for this organization"};
inline constexpr Refusal kVerifiedEmailOnly{
    403, "EMAIL_VERIFICATION_REQUIRED_FOR_INVITATION",
    "Email verification required to view or list invitations for the session email"};

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
inline constexpr Refusal kNoValues{400, "NO_VALUES_TO_UPDATE", "No values to update."};
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
