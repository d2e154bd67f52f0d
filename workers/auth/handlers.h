// What auth does, a function for each operation of shared/contracts/auth.h.
#pragma once

#include "shared/contracts/auth.h"
#include "shared/service/context.h"

namespace crow::auth {

Task<GetOk::Output> get_ok(Context& context, GetOk::Input input);

// Errors: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, BUSINESS_EMAIL_REQUIRED,
// USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL; unavailable, when too many hash.
Task<SignUp::Output> sign_up(Context& context, SignUp::Input input);

// Errors: INVALID_EMAIL, PASSWORD_TOO_LONG, INVALID_EMAIL_OR_PASSWORD; unavailable, when too many
// hash.
Task<SignIn::Output> sign_in(Context& context, SignIn::Input input);

Task<SignOut::Output> sign_out(Context& context, SignOut::Input input);

Task<GetSession::Output> get_session(Context& context, GetSession::Input input);

// Errors: METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED, always.
Task<Response> post_session(Context& context);

// Errors: UNAUTHORIZED.
Task<GetToken::Output> get_token(Context& context, GetToken::Input input);

Task<GetJwks::Output> get_jwks(Context& context, GetJwks::Input input);

// Errors: 401 without a body; ORGANIZATION_ALREADY_EXISTS.
Task<CreateOrganization::Output> create_organization(Context& context,
                                                     CreateOrganization::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<SetActiveOrganization::Output> set_active_organization(Context& context,
                                                            SetActiveOrganization::Input input);

// Errors: UNAUTHORIZED.
Task<ListOrganizations::Output> list_organizations(Context& context,
                                                   ListOrganizations::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<GetFullOrganization::Output> get_full_organization(Context& context,
                                                        GetFullOrganization::Input input);

// Errors: UNAUTHORIZED and those of invitations in refusal.h.
Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input);

// Errors: UNAUTHORIZED, INVITATION_NOT_FOUND, YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION,
// ORGANIZATION_MEMBERSHIP_LIMIT_REACHED.
Task<AcceptInvitation::Output> accept_invitation(Context& context, AcceptInvitation::Input input);

// Errors: UNAUTHORIZED_SESSION, SERVER_ONLY_PROPERTY, INSUFFICIENT_API_KEY_PERMISSIONS and those of
// the fields.
Task<CreateApiKey::Output> create_api_key(Context& context, CreateApiKey::Input input);

// Errors: UNAUTHORIZED, KEY_NOT_FOUND, INSUFFICIENT_API_KEY_PERMISSIONS.
Task<DeleteApiKey::Output> delete_api_key(Context& context, DeleteApiKey::Input input);

Task<VerifyApiKey::Output> verify_api_key(Context& context, VerifyApiKey::Input input);

// Errors: UNAUTHORIZED, USER_NOT_MEMBER_OF_ORGANIZATION, INSUFFICIENT_API_KEY_PERMISSIONS.
Task<ListApiKeys::Output> list_api_keys(Context& context, ListApiKeys::Input input);

// Errors: UNAUTHORIZED, KEY_NOT_FOUND.
Task<GetApiKey::Output> get_api_key(Context& context, GetApiKey::Input input);

Task<ResolveCredential::Output> resolve_credential(Context& context,
                                                   ResolveCredential::Input input);

Task<RecordKeyUse::Output> record_key_use(Context& context, RecordKeyUse::Input input);

// Deletes what has expired: sessions, keys.
Task<> clean_up(Context& context);

}  // namespace crow::auth
