// What users do with their accounts: sessions, name and picture, password, address, the end of it.
//
// The fields of an Input stand in the order in which Better Auth names their faults.
#pragma once

#include "shared/contracts/auth/sessions.h"

namespace crow::auth {

// What Better Auth answers where there is nothing to say.
struct Done {
  static constexpr std::string_view title = "Done";
  bool status = true;
  static constexpr auto fields = describe(field<&Done::status>("status", "Always true."));
};

struct ListSessions {
  static constexpr Operation operation{.name = "list_sessions",
                                       .path = "/auth/list-sessions",
                                       .summary = "The caller's sessions that have not ended.",
                                       .access = Access::session};
  using Input = Nothing;
  using Output = std::vector<Session>;
};

struct RevokeSession {
  static constexpr Operation operation{.name = "revoke_session",
                                       .method = Method::post,
                                       .path = "/auth/revoke-session",
                                       .summary = "Ends one of the caller's sessions.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string token;
    static constexpr auto fields =
        describe(field<&Input::token>("token", "The session's secret.").secret());
  };
  using Output = Done;
};

struct RevokeSessions {
  static constexpr Operation operation{.name = "revoke_sessions",
                                       .method = Method::post,
                                       .path = "/auth/revoke-sessions",
                                       .summary = "Ends all of the caller's sessions.",
                                       .access = Access::session,
                                       .may_lack_body = true,
                                       .ignores_unknown = true};
  using Input = Nothing;
  using Output = Done;
};

struct RevokeOtherSessions {
  static constexpr Operation operation{.name = "revoke_other_sessions",
                                       .method = Method::post,
                                       .path = "/auth/revoke-other-sessions",
                                       .summary = "Ends all of the caller's sessions but this one.",
                                       .access = Access::session,
                                       .may_lack_body = true,
                                       .ignores_unknown = true};
  using Input = Nothing;
  using Output = Done;
};

struct UpdateUser {
  static constexpr Operation operation{.name = "auth_update_user",
                                       .method = Method::post,
                                       .path = "/auth/update-user",
                                       .summary = "Changes the caller's name or picture.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::optional<Text<0, 1'000>> name;
    std::optional<std::optional<Text<0, 2'048>>> image;  // Null takes it away.
    RawJson email{""};

    static constexpr auto fields =
        describe(field<&Input::name>("name", "The full name.").not_null(),
                 field<&Input::image>("image", "Where the picture is; null for none."),
                 field<&Input::email>("email", "Refused: see change-email.").defaulted());
  };
  using Output = Done;
};

struct ChangePassword {
  static constexpr Operation operation{.name = "change_password",
                                       .method = Method::post,
                                       .path = "/auth/change-password",
                                       .summary = "Changes the caller's password.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string newPassword, currentPassword;
    std::optional<bool> revokeOtherSessions;

    static constexpr auto fields = describe(
        field<&Input::newPassword>("newPassword", "8 to 128 characters.").secret(),
        field<&Input::currentPassword>("currentPassword", "The one that is valid now.").secret(),
        field<&Input::revokeOtherSessions>("revokeOtherSessions",
                                           "Ends all sessions and begins a new one.")
            .not_null());
  };
  struct Output {
    static constexpr std::string_view title = "ChangedPassword";
    std::optional<std::string> token;
    User user;
    static constexpr auto fields =
        describe(field<&Output::token>("token", "The new session's secret, if there is one."),
                 field<&Output::user>("user", "The caller."));
  };
};

struct VerifyPassword {
  static constexpr Operation operation{.name = "verify_password",
                                       .method = Method::post,
                                       .path = "/auth/verify-password",
                                       .summary = "Says whether a password is the caller's.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string password;
    static constexpr auto fields =
        describe(field<&Input::password>("password", "The password.").secret());
  };
  using Output = Done;
};

struct ListAccounts {
  static constexpr Operation operation{.name = "list_accounts",
                                       .path = "/auth/list-accounts",
                                       .summary = "How the caller can sign in.",
                                       .access = Access::session};
  using Input = Nothing;
  struct Account {
    static constexpr std::string_view title = "AuthAccount";
    std::string accountId, providerId, userId;
    Timestamp createdAt, updatedAt;
    std::string id;
    std::vector<std::string> scopes;

    static constexpr auto fields =
        describe(field<&Account::accountId>("accountId", "The user's name at the provider."),
                 field<&Account::providerId>("providerId", "`credential`: by password."),
                 field<&Account::userId>("userId", "Whose it is."),
                 field<&Account::createdAt>("createdAt", "When it was made."),
                 field<&Account::updatedAt>("updatedAt", "When it last changed."),
                 field<&Account::id>("id", "The account's id."),
                 field<&Account::scopes>("scopes", "What the provider lets us do."));
  };
  using Output = std::vector<Account>;
};

struct DeleteUser {
  static constexpr Operation operation{
      .name = "auth_delete_user",
      .method = Method::post,
      .path = "/auth/delete-user",
      .summary = "Deletes the caller's account, with the password or within a day of signing in.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    std::optional<std::string> callbackURL, password, token;
    static constexpr auto fields =
        describe(field<&Input::callbackURL>("callbackURL", "Not used.").not_null(),
                 field<&Input::password>("password", "The password.").not_null().secret(),
                 field<&Input::token>("token", "Not used: nothing is sent by mail.").not_null());
  };
  struct Output {
    static constexpr std::string_view title = "DeletedUser";
    bool success = true;
    std::string message = "User deleted";
    static constexpr auto fields = describe(field<&Output::success>("success", "Always true."),
                                            field<&Output::message>("message", "What was done."));
  };
};

struct DeleteUserCallback {
  static constexpr Operation operation{.name = "auth_delete_user_callback",
                                       .path = "/auth/delete-user/callback",
                                       .summary = "Deletion by a link; none is sent.",
                                       .access = Access::session};
  struct Input {
    std::string token;
    std::optional<std::string> callbackURL;
    static constexpr auto fields =
        describe(field<&Input::token>("token", "The link's token."),
                 field<&Input::callbackURL>("callbackURL", "Where to go next."));
  };
  using Output = DeleteUser::Output;
};

struct ChangeEmail {
  static constexpr Operation operation{
      .name = "change_email",
      .method = Method::post,
      .path = "/auth/change-email",
      .summary = "Sends a link to a new address, which counts once the link is followed.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    Email newEmail;
    std::optional<Text<0, 2'048>> callbackURL;
    static constexpr auto fields =
        describe(field<&Input::newEmail>("newEmail", "The address, of a business."),
                 field<&Input::callbackURL>("callbackURL", "Where the link leads.").not_null());
  };
  using Output = Done;
};

struct SendVerificationEmail {
  static constexpr Operation operation{.name = "send_verification_email",
                                       .method = Method::post,
                                       .path = "/auth/send-verification-email",
                                       .summary = "Sends a link that confirms an address.",
                                       .access = Access::anyone,
                                       .ignores_unknown = true};
  struct Input {
    Email email;
    std::optional<Text<0, 2'048>> callbackURL;
    static constexpr auto fields =
        describe(field<&Input::email>("email", "The address."),
                 field<&Input::callbackURL>("callbackURL", "Where the link leads.").not_null());
  };
  using Output = Done;
};

struct VerifyEmail {
  static constexpr Operation operation{
      .name = "verify_email",
      .path = "/auth/verify-email",
      .summary = "Confirms or changes an address, as the link that was sent says.",
      .description = "With `callbackURL` it answers 302 to there, with `?error=` when it fails.",
      .access = Access::anyone};
  struct Input {
    std::string token;
    std::optional<std::string> callbackURL;
    static constexpr auto fields =
        describe(field<&Input::token>("token", "The link's token."),
                 field<&Input::callbackURL>("callbackURL", "Where to go next."));
  };
  struct Output {
    static constexpr std::string_view title = "VerifiedEmail";
    bool status = true;
    std::optional<User> user;
    static constexpr auto fields = describe(field<&Output::status>("status", "Always true."),
                                            field<&Output::user>("user", "Whose address changed."));
  };
};

struct RequestPasswordReset {
  static constexpr Operation operation{.name = "request_password_reset",
                                       .method = Method::post,
                                       .path = "/auth/request-password-reset",
                                       .summary = "Sends a link by which to set a new password.",
                                       .access = Access::anyone,
                                       .ignores_unknown = true};
  struct Input {
    Email email;
    std::optional<Text<0, 2'048>> redirectTo;
    static constexpr auto fields = describe(
        field<&Input::email>("email", "The account's address."),
        field<&Input::redirectTo>("redirectTo", "The page that asks for a password.").not_null());
  };
  struct Output {
    static constexpr std::string_view title = "RequestedPasswordReset";
    bool status = true;
    std::string message = "If this email exists in our system, check your email for the reset link";
    static constexpr auto fields =
        describe(field<&Output::status>("status", "Always true."),
                 field<&Output::message>("message", "The same for every address."));
  };
};

// The link of the mail.
struct OpenPasswordReset {
  static constexpr Operation operation{
      .name = "open_password_reset",
      .path = "/auth/reset-password/{token}",
      .summary = "Goes on to the page that asks for a new password.",
      .description = "Answers 302 with `?token=`, or with `?error=INVALID_TOKEN`.",
      .access = Access::anyone,
      .success = 302};
  struct Input {
    std::string token, callbackURL;
    static constexpr auto fields = describe(
        field<&Input::token>("token", "The link's token."),
        field<&Input::callbackURL>("callbackURL", "The page that asks for a new password."));
  };
  using Output = Nothing;
};

struct ResetPassword {
  static constexpr Operation operation{.name = "reset_password",
                                       .method = Method::post,
                                       .path = "/auth/reset-password",
                                       .summary = "Sets a new password, once for each link.",
                                       .access = Access::anyone,
                                       .ignores_unknown = true};
  struct Input {
    std::string newPassword;
    std::optional<std::string> token;
    static constexpr auto fields =
        describe(field<&Input::newPassword>("newPassword", "8 to 128 characters.").secret(),
                 field<&Input::token>("token", "The link's token.").not_null().secret());
  };
  using Output = Done;
};

struct SignInSocial {
  static constexpr Operation operation{.name = "sign_in_social",
                                       .method = Method::post,
                                       .path = "/auth/sign-in/social",
                                       .summary = "No provider is configured: always 404.",
                                       .access = Access::anyone,
                                       .success = 404,
                                       .ignores_unknown = true};
  struct Input {
    RawJson provider;
    static constexpr auto fields =
        describe(field<&Input::provider>("provider", "The provider's name."));
  };
  using Output = Nothing;
};

struct GetErrorPage {
  static constexpr Operation operation{.name = "get_error_page",
                                       .path = "/auth/error",
                                       .summary = "The page of a link that leads nowhere.",
                                       .access = Access::anyone,
                                       .answers = "text/html"};
  using Input = Nothing;
  using Output = Nothing;
};

}  // namespace crow::auth
