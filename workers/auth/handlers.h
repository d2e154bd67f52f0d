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

// Errors: UNAUTHORIZED, SESSION_NOT_FRESH.
Task<ListSessions::Output> list_sessions(Context& context, ListSessions::Input input);

// Errors: UNAUTHORIZED.
Task<RevokeSession::Output> revoke_session(Context& context, RevokeSession::Input input);
Task<RevokeSessions::Output> revoke_sessions(Context& context, RevokeSessions::Input input);
Task<RevokeOtherSessions::Output> revoke_other_sessions(Context& context,
                                                        RevokeOtherSessions::Input input);

// Errors: UNAUTHORIZED, EMAIL_CAN_NOT_BE_UPDATED, "No fields to update".
Task<UpdateUser::Output> update_user(Context& context, UpdateUser::Input input);

// Errors: UNAUTHORIZED, PASSWORD_TOO_SHORT and those of check_own_password.
Task<ChangePassword::Output> change_password(Context& context, ChangePassword::Input input);

// Errors: UNAUTHORIZED and those of check_own_password.
Task<VerifyPassword::Output> verify_password_of_caller(Context& context,
                                                       VerifyPassword::Input input);

// Errors: UNAUTHORIZED.
Task<ListAccounts::Output> list_accounts(Context& context, ListAccounts::Input input);

// Errors: UNAUTHORIZED, SESSION_EXPIRED, INVALID_TOKEN and those of check_own_password.
Task<DeleteUser::Output> delete_user(Context& context, DeleteUser::Input input);

// Errors: FAILED_TO_GET_USER_INFO; INVALID_TOKEN, always.
Task<DeleteUserCallback::Output> delete_user_callback(Context& context,
                                                      DeleteUserCallback::Input input);

// Errors: UNAUTHORIZED, CHANGE_EMAIL_DISABLED, "Email is the same", BUSINESS_EMAIL_REQUIRED.
Task<ChangeEmail::Output> change_email(Context& context, ChangeEmail::Input input);

// Errors: VERIFICATION_EMAIL_NOT_ENABLED, EMAIL_MISMATCH, EMAIL_ALREADY_VERIFIED.
Task<SendVerificationEmail::Output> send_verification_email(Context& context,
                                                            SendVerificationEmail::Input input);

// Errors: INVALID_TOKEN, TOKEN_EXPIRED, USER_NOT_FOUND, INVALID_USER; 302 with a callbackURL.
Task<Response> verify_email(Context& context);

// Errors: RESET_PASSWORD_DISABLED.
Task<RequestPasswordReset::Output> request_password_reset(Context& context,
                                                          RequestPasswordReset::Input input);

Task<Response> open_password_reset(Context& context);

// Errors: INVALID_TOKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG; unavailable, when too many hash.
Task<ResetPassword::Output> reset_password(Context& context, ResetPassword::Input input);

// Errors: PROVIDER_NOT_FOUND, always.
Task<SignInSocial::Output> sign_in_social(Context& context, SignInSocial::Input input);

Task<Response> get_error_page(Context& context);

Task<ResolveCredential::Output> resolve_credential(Context& context,
                                                   ResolveCredential::Input input);

Task<RecordKeyUse::Output> record_key_use(Context& context, RecordKeyUse::Input input);

Task<UpdateProfileFor::Output> update_profile_for(Context& context, UpdateProfileFor::Input input);

// Errors: not_found, but in development.
Task<ListMail::Output> list_mail(Context& context, ListMail::Input input);

// Deletes what has expired: sessions, keys, links of mails; and lets a new signing key follow on an
// old one.
Task<> clean_up(Context& context);

}  // namespace crow::auth
