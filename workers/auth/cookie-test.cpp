#include "workers/auth/cookie.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

// Better Auth's own signature under the tests' secret.
constexpr std::string_view kToken = "aQ1Jv28WIRnPmmLkrfLbdhh0CYHSQLm5";
constexpr std::string_view kSigned =
    "aQ1Jv28WIRnPmmLkrfLbdhh0CYHSQLm5.mMo8CbrDZXrXpsg/6jViJ3pcxXv6TOLUWUluIduL300=";

TEST(Cookie, IsSignedAsBetterAuthSigns) {
  const AuthWorld world;
  EXPECT_EQ(*sign_value(kToken), kSigned);
  EXPECT_EQ(percent_encode(*sign_value(kToken)),
            "aQ1Jv28WIRnPmmLkrfLbdhh0CYHSQLm5.mMo8CbrDZXrXpsg%2F6jViJ3pcxXv6TOLUWUluIduL300%3D");
  EXPECT_EQ(*verify_value(kSigned), kToken);
}

TEST(Cookie, OfAnotherSignatureIsNobodys) {
  const AuthWorld world;
  const std::string altered = std::string(kSigned).replace(0, 1, "b");
  const std::string without_padding(kSigned.substr(0, kSigned.size() - 1));
  for (const std::string& value :
       {altered, without_padding, std::string(kToken), std::string("."), std::string(""),
        concat(kToken, "."), concat(".", kSigned.substr(33)), concat(kToken, ".!!!"),
        concat(kToken, ".", std::string(44, 'A'))})
    EXPECT_EQ(*verify_value(value), std::nullopt) << value;
}

TEST(Cookie, IsFoundUnderBothNames) {
  const AuthWorld world;
  const std::string value = percent_encode(kSigned);
  const auto read = [](std::string header) {
    Request request;
    request.headers = {{"cookie", std::move(header)}};
    return *read_cookie(request, kSessionCookie);
  };
  EXPECT_EQ(read("theme=dark; better-auth.session_token=" + value), kToken);
  EXPECT_EQ(read("__Secure-better-auth.session_token=" + value), kToken);
  EXPECT_EQ(read("better-auth.session_token=\"" + value + "\""), kToken);
  EXPECT_EQ(read("better-auth.session_token=" + value + "; better-auth.session_token=x"), kToken);
  EXPECT_EQ(read("better-auth.session_token=x; better-auth.session_token=" + value), std::nullopt);
  EXPECT_EQ(read("better-auth.session_token=%zz"), std::nullopt);
  EXPECT_EQ(read("better-auth.session_token=\""), std::nullopt);
  EXPECT_EQ(read(""), std::nullopt);
}

TEST(Cookie, WithoutASecretNothingIsSigned) {
  AuthWorld world;
  for (const char* secret : {"", "short"}) {
    world.set_variable("AUTH_SECRET", secret);
    EXPECT_EQ(sign_value("x").error().code, ErrorCode::internal);
  }
}

struct CookieLines : AuthWorld {
  std::vector<std::string> after_sign_out(std::string environment, std::string base) {
    set_variable("ENVIRONMENT", std::move(environment));
    set_variable("BASE_URL", std::move(base));
    return ask("/sign-out", "{}").all("set-cookie");
  }
};

TEST(Cookie, IsForTheWholeDomainInProductionAndSecureByHttps) {
  CookieLines world;
  EXPECT_EQ(world.after_sign_out("production", "https://api.crowai.dev").front(),
            "better-auth.session_token=; Max-Age=0; Domain=.crowai.dev; Path=/; HttpOnly; Secure; "
            "SameSite=Lax");
  EXPECT_EQ(world.after_sign_out("dev", "https://dev.api.crowai.dev").front(),
            "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax");
  world.set_variable("COOKIE_DOMAIN", "dev.api.crowai.dev");
  EXPECT_EQ(world.after_sign_out("dev", "https://dev.api.crowai.dev").front(),
            "better-auth.session_token=; Max-Age=0; Domain=dev.api.crowai.dev; Path=/; HttpOnly; "
            "Secure; SameSite=Lax");
  EXPECT_EQ(world.after_sign_out("local", "http://localhost:8787").front(),
            "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
}

}  // namespace
}  // namespace crow::auth
