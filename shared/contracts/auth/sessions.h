// Signing up, in and out, and the session.
//
// The fields of an Input stand in the order in which Better Auth names their faults.
#pragma once

#include "shared/contracts/common.h"
#include "shared/identity/token.h"
#include "shared/service/operation.h"

namespace crow::auth {

struct User {
  static constexpr std::string_view title = "AuthUser";
  std::string name, email;
  bool emailVerified = false;
  std::optional<std::string> image;
  Timestamp createdAt, updatedAt;
  std::string id;

  static constexpr auto fields =
      describe(field<&User::name>("name", "The full name."),
               field<&User::email>("email", "The e-mail address, in lower case."),
               field<&User::emailVerified>("emailVerified", "Whether the address was confirmed."),
               field<&User::image>("image", "Where the picture is."),
               field<&User::createdAt>("createdAt", "When the account was made."),
               field<&User::updatedAt>("updatedAt", "When it last changed."),
               field<&User::id>("id", "The user's id."));
};

struct Session {
  static constexpr std::string_view title = "AuthSession";
  Timestamp expiresAt;
  std::string token;
  Timestamp createdAt, updatedAt;
  std::string ipAddress, userAgent, userId;
  std::optional<std::string> activeOrganizationId;
  std::string id;

  static constexpr auto fields = describe(
      field<&Session::expiresAt>("expiresAt", "When it ends."),
      field<&Session::token>("token", "The session's secret."),
      field<&Session::createdAt>("createdAt", "When the user signed in."),
      field<&Session::updatedAt>("updatedAt", "When it was last extended."),
      field<&Session::ipAddress>("ipAddress", "From where the user signed in; may be empty."),
      field<&Session::userAgent>("userAgent", "With what the user signed in."),
      field<&Session::userId>("userId", "Who signed in."),
      field<&Session::activeOrganizationId>("activeOrganizationId",
                                            "The organization that the session acts for."),
      field<&Session::id>("id", "The session's id."));
};

struct GetOk {
  static constexpr Operation operation{.name = "get_auth_ok",
                                       .path = "/auth/ok",
                                       .summary = "Says that auth runs.",
                                       .access = Access::anyone};
  using Input = Nothing;
  struct Output {
    bool ok = true;
    static constexpr auto fields = describe(field<&Output::ok>("ok", "Always true."));
  };
};

// zod's e-mail addresses: one part of letters, digits and _'+-. that neither begins nor ends with a
// dot, and a domain of at least two labels, the last of letters.
struct EmailFormat {
  static bool matches(std::string_view text) {
    const auto at = text.find('@');
    if (at == text.npos) return false;
    const std::string_view local = text.substr(0, at);
    std::string_view domain = text.substr(at + 1);
    const auto has_only = [](std::string_view part, std::string_view others) {
      for (const char c : part)
        if (!is_letter(c) && !(c >= '0' && c <= '9') && others.find(c) == others.npos) return false;
      return true;
    };
    if (local.empty() || local.starts_with('.') || local.ends_with('.') || local.ends_with('\'') ||
        local.find("..") != local.npos || !has_only(local, "_'+-."))
      return false;
    int labels = 0;
    for (auto dot = domain.find('.'); dot != domain.npos; dot = domain.find('.'), ++labels) {
      const std::string_view label = domain.substr(0, dot);
      if (label.empty() || label[0] == '-' || !has_only(label, "-")) return false;
      domain.remove_prefix(dot + 1);
    }
    if (labels == 0 || domain.size() < 2) return false;
    for (const char c : domain)
      if (!is_letter(c)) return false;
    return true;
  }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static constexpr Format format{.name = "email",
                                 .pattern =
                                     R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@)re"
                                     R"re(([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$)re",
                                 .expected = "an e-mail address",
                                 .matches = &matches};
};
using Email = Text<0, 254, EmailFormat>;

struct SignUp {
  static constexpr Operation operation{.name = "sign_up_email",
                                       .method = Method::post,
                                       .path = "/auth/sign-up/email",
                                       .summary = "Makes an account and signs in.",
                                       .access = Access::anyone,
                                       .takes_forms = true,
                                       .ignores_unknown = true};
  struct Input {
    Text<0, 1'000> name;
    Email email;
    Text<1, 65'536> password;
    std::optional<Text<0, 2'048>> image;
    std::optional<Text<0, 2'048>> callbackURL;
    std::optional<bool> rememberMe;

    static constexpr auto fields =
        describe(field<&Input::name>("name", "The full name."),
                 field<&Input::email>("email", "The address, of a business."),
                 field<&Input::password>("password", "8 to 128 characters.").secret(),
                 field<&Input::image>("image", "Where the picture is.").not_null(),
                 field<&Input::callbackURL>("callbackURL", "Where to go next.").not_null(),
                 field<&Input::rememberMe>("rememberMe",
                                           "Whether to stay signed in; false ends with the "
                                           "browser.")
                     .not_null());
  };
  struct Output {
    static constexpr std::string_view title = "SignedUp";
    std::optional<std::string> token;
    User user;
    static constexpr auto fields =
        describe(field<&Output::token>(
                     "token", "The session's secret; null where addresses must be confirmed first.")
                     .secret(),
                 field<&Output::user>("user", "Who signed up."));
  };
};

struct SignIn {
  static constexpr Operation operation{.name = "sign_in_email",
                                       .method = Method::post,
                                       .path = "/auth/sign-in/email",
                                       .summary = "Signs in.",
                                       .access = Access::anyone,
                                       .takes_forms = true,
                                       .ignores_unknown = true};
  struct Input {
    std::string email;
    std::string password;
    std::optional<Text<0, 2'048>> callbackURL;
    std::optional<bool> rememberMe;

    static constexpr auto fields =
        describe(field<&Input::email>("email", "The address."),
                 field<&Input::password>("password", "The password.").secret(),
                 field<&Input::callbackURL>("callbackURL", "Where to go next.").not_null(),
                 field<&Input::rememberMe>("rememberMe",
                                           "Whether to stay signed in; false ends with the "
                                           "browser.")
                     .not_null());
  };
  struct Output {
    static constexpr std::string_view title = "SignedIn";
    bool redirect = false;
    std::string token;
    std::optional<std::string> url;
    User user;
    static constexpr auto fields =
        describe(field<&Output::redirect>("redirect", "Whether a page is to go to `url`."),
                 field<&Output::token>("token", "The session's secret.").secret(),
                 field<&Output::url>("url", "The callbackURL.").omitted_when_null(),
                 field<&Output::user>("user", "Who signed in."));
  };
};

struct SignOut {
  static constexpr Operation operation{.name = "sign_out",
                                       .method = Method::post,
                                       .path = "/auth/sign-out",
                                       .summary = "Ends the session, if there is one.",
                                       .access = Access::anyone,
                                       .may_lack_body = true,
                                       .ignores_unknown = true};
  using Input = Nothing;
  struct Output {
    bool success = true;
    static constexpr auto fields = describe(field<&Output::success>("success", "Always true."));
  };
};

struct GetSession {
  static constexpr Operation operation{.name = "get_session",
                                       .path = "/auth/get-session",
                                       .summary = "The caller's session, or null.",
                                       .access = Access::anyone};
  struct Input {
    std::optional<std::string> disableRefresh, disableCookieCache;
    static constexpr auto fields =
        describe(field<&Input::disableRefresh>("disableRefresh",
                                               "With any value the session is not extended."),
                 field<&Input::disableCookieCache>(
                     "disableCookieCache", "With any value nothing remembered is answered."));
  };
  struct SignedInSession {
    static constexpr std::string_view title = "SessionAndUser";
    Session session;
    User user;
    static constexpr auto fields =
        describe(field<&SignedInSession::session>("session", "The session."),
                 field<&SignedInSession::user>("user", "Whose it is."));
  };
  using Output = std::optional<SignedInSession>;
};

struct PostSession {
  static constexpr Operation operation{.name = "post_session",
                                       .method = Method::post,
                                       .path = "/auth/get-session",
                                       .summary = "Not configured: always 405.",
                                       .access = Access::anyone,
                                       .success = 405};
  using Input = Nothing;
  using Output = Nothing;
};

struct GetToken {
  static constexpr Operation operation{.name = "get_token",
                                       .path = "/auth/token",
                                       .summary = "A signed token that names the user.",
                                       .access = Access::session};
  using Input = Nothing;
  struct Output {
    std::string token;
    static constexpr auto fields =
        describe(field<&Output::token>("token", "A JSON Web Token, good for 15 minutes."));
  };
};

struct GetJwks {
  static constexpr Operation operation{.name = "get_jwks",
                                       .path = "/auth/jwks",
                                       .summary = "The keys that tokens are verified with.",
                                       .access = Access::anyone};
  using Input = Nothing;
  using Output = JwkSet;
};

}  // namespace crow::auth
