#include "workers/auth/routes.h"

#include "workers/auth/endpoint.h"
#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

constexpr std::array kTable = {
    serve<GetOk, get_ok>(),
    serve<SignUp, sign_up>(),
    serve<SignIn, sign_in>(),
    serve<SignInSocial, sign_in_social>(),
    serve<SignOut, sign_out>(),
    serve<GetSession, get_session>(),
    serve_raw<PostSession, post_session>(),
    serve<GetToken, get_token>(),
    serve<GetJwks, get_jwks>(),
    serve<ListSessions, list_sessions>(),
    serve<RevokeSession, revoke_session>(),
    serve<RevokeSessions, revoke_sessions>(),
    serve<RevokeOtherSessions, revoke_other_sessions>(),
    serve<UpdateUser, update_user>(),
    serve<ChangePassword, change_password>(),
    serve<VerifyPassword, verify_password_of_caller>(),
    serve<ListAccounts, list_accounts>(),
    serve<DeleteUser, delete_user>(),
    serve<DeleteUserCallback, delete_user_callback>(),
    serve<ChangeEmail, change_email>(),
    serve<SendVerificationEmail, send_verification_email>(),
    serve_raw<VerifyEmail, verify_email>(),
    serve<RequestPasswordReset, request_password_reset>(),
    serve_raw<OpenPasswordReset, open_password_reset>(),
    serve<ResetPassword, reset_password>(),
    serve_raw<GetErrorPage, get_error_page>(),
    serve<ResolveCredential, resolve_credential>(),
    serve<RecordKeyUse, record_key_use>(),
    serve<UpdateProfileFor, update_profile_for>(),
    serve<ListMail, list_mail>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::auth
