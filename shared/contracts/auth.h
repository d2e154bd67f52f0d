// The operations of auth: accounts and sessions. Those below /auth are Better Auth's (1.7), with
// its shapes, statuses and codes, so that its own client works unchanged; the deviations are listed
// in docs/better-auth.md. Those below /internal, in this file, are for the platform alone. The rest
// of Better Auth's routes, organizations and keys, are access's (shared/contracts/access.h).
#pragma once

#include "shared/contracts/auth/accounts.h"
#include "shared/contracts/auth/for-callers.h"
#include "shared/contracts/auth/sessions.h"

namespace crow::auth {

enum class CredentialKind : std::uint8_t { session, key };
constexpr auto names(CredentialKind) { return std::to_array<std::string_view>({"session", "key"}); }

// What the gateway asks when it meets a credential it does not know: who is that?
struct ResolveCredential {
  static constexpr Operation operation{
      .name = "resolve_credential",
      .method = Method::post,
      .path = "/internal/auth/resolve-credential",
      .summary = "Names the caller behind a credential and signs the internal token.",
      .access = Access::service};
  struct Input {
    CredentialKind kind{};
    Text<1, 1'024> credential;  // The cookie's value, decoded, or the key.

    static constexpr auto fields = describe(
        field<&Input::kind>("kind", "What it is."),
        field<&Input::credential>("credential", "The cookie's value or the key.").secret());
  };
  struct Output {
    // Absent when the credential is not good; `refusal` says why.
    std::optional<std::string> token;
    std::string refusal;
    std::string userId, organizationId;  // The organization is empty when none is active.
    std::string credentialId;            // Of the session or the key.
    Tier tier{};
    // Numbers of the organization's own, instead of its tier's.
    std::optional<std::int64_t> perMinute, perDay;

    static constexpr auto fields = describe(
        field<&Output::token>("token", "The internal token, good for 60 seconds."),
        field<&Output::refusal>("refusal", "A sentence for the client when there is no token."),
        field<&Output::userId>("userId", "Who calls."),
        field<&Output::organizationId>("organizationId", "For which organization; may be empty."),
        field<&Output::credentialId>("credentialId", "The session's or the key's id."),
        field<&Output::tier>("tier", "The organization's tier."),
        field<&Output::perMinute>("perMinute", "Its own limit of a minute, if it has one."),
        field<&Output::perDay>("perDay", "Its own limit of a day, if it has one."));
  };
};

// How the gateway tells auth that a key was used: at most once in 10 seconds, as a sum.
struct RecordKeyUse {
  static constexpr Operation operation{.name = "record_key_use",
                                       .method = Method::post,
                                       .path = "/internal/auth/record-key-use",
                                       .summary = "Adds to a key's request count.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Id id;
    Integer<1, 1'000'000'000> uses;
    Timestamp lastRequest;

    static constexpr auto fields = describe(
        field<&Input::id>("id", "The key."), field<&Input::uses>("uses", "How often since then."),
        field<&Input::lastRequest>("lastRequest", "When last."));
  };
  using Output = Nothing;
};

enum class MailKind : std::uint8_t { verify_email, reset_password, invitation };
constexpr auto names(MailKind) {
  return std::to_array<std::string_view>({"verify-email", "reset-password", "invitation"});
}

struct SentMail {
  static constexpr std::string_view title = "SentMail";
  std::string id;
  MailKind kind{};
  std::string to, subject, text, url;
  std::optional<std::string> token, invitation;
  Timestamp createdAt;

  static constexpr auto fields = describe(
      field<&SentMail::id>("id", "The mail's id."),
      field<&SentMail::kind>("kind", "What it is for."), field<&SentMail::to>("to", "To whom."),
      field<&SentMail::subject>("subject", "What about."),
      field<&SentMail::text>("text", "The text."), field<&SentMail::url>("url", "The link in it."),
      field<&SentMail::token>("token", "The link's token."),
      field<&SentMail::invitation>("invitation", "The invitation that it tells of."),
      field<&SentMail::createdAt>("createdAt", "When."));
};

// What was sent, on a machine of one's own: nothing leaves it.
struct ListMail {
  static constexpr Operation operation{
      .name = "list_mail",
      .path = "/internal/auth/mail",
      .summary = "The mail of a development platform, the newest first; GET /dev/mail shows it.",
      .access = Access::service};
  struct Input {
    std::optional<std::string> to;
    static constexpr auto fields = describe(field<&Input::to>("to", "Only to this address."));
  };
  struct Output {
    static constexpr std::string_view title = "SentMailList";
    std::vector<SentMail> data;
    static constexpr auto fields = describe(field<&Output::data>("data", "The newest hundred."));
  };
};

using All = Operations<GetOk, SignUp, SignIn, SignInSocial, SignOut, GetSession, PostSession,
                       ListSessions, RevokeSession, RevokeSessions, RevokeOtherSessions, GetToken,
                       GetJwks, UpdateUser, ChangePassword, VerifyPassword, ListAccounts,
                       DeleteUser, DeleteUserCallback, ChangeEmail, SendVerificationEmail,
                       VerifyEmail, RequestPasswordReset, OpenPasswordReset, ResetPassword,
                       GetErrorPage, ResolveCredential, RecordKeyUse, UpdateProfileFor, ListMail>;

}  // namespace crow::auth
