#include "workers/auth/routes.h"

#include "workers/auth/endpoint.h"
#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

constexpr std::array kTable = {
    serve<GetOk, get_ok>(),
    serve<SignUp, sign_up>(),
    serve<SignIn, sign_in>(),
    serve<SignOut, sign_out>(),
    serve<GetSession, get_session>(),
    serve_raw<PostSession, post_session>(),
    serve<GetToken, get_token>(),
    serve<GetJwks, get_jwks>(),
    serve<CreateOrganization, create_organization>(),
    serve<SetActiveOrganization, set_active_organization>(),
    serve<ListOrganizations, list_organizations>(),
    serve<GetFullOrganization, get_full_organization>(),
    serve<InviteMember, invite_member>(),
    serve<AcceptInvitation, accept_invitation>(),
    serve<CreateApiKey, create_api_key>(),
    serve<DeleteApiKey, delete_api_key>(),
    serve<VerifyApiKey, verify_api_key>(),
    serve<ListApiKeys, list_api_keys>(),
    serve<GetApiKey, get_api_key>(),
    serve<ResolveCredential, resolve_credential>(),
    serve<RecordKeyUse, record_key_use>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::auth
