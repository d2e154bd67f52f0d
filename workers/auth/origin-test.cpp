#include "workers/auth/origin.h"

#include <gtest/gtest.h>

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

using Headers = std::vector<Header>;

// "" when the check lets the request pass, else the code of its refusal.
std::string outcome(Result<> (*check)(const Request&), Headers headers) {
  Request request;
  request.origin = kTestOrigin;
  request.headers = std::move(headers);
  const auto checked = check(request);
  return checked ? "" : std::string(checked.error().name);
}

TEST(Origin, OfAChangeWithCookiesMustBeTrusted) {
  const AuthWorld world;
  const std::pair<Headers, std::string> cases[] = {
      {{{"origin", "http://localhost:8787"}}, ""},
      {{{"origin", "http://localhost:8787/"}}, ""},
      {{{"origin", "http://127.0.0.1:8787"}}, ""},
      {{{"referer", "http://localhost:8787/page"}}, ""},
      {{{"origin", ""}, {"referer", "http://localhost:8787/page"}}, ""},
      {{{"origin", "null"}, {"sec-fetch-site", "same-origin"}}, ""},
      {{}, "MISSING_OR_NULL_ORIGIN"},
      {{{"origin", "null"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"origin", "null"}, {"sec-fetch-site", "cross-site"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"origin", "https://evil.example"}}, "INVALID_ORIGIN"},
      {{{"origin", "https://evil.example"}, {"referer", "http://localhost:8787/"}},
       "INVALID_ORIGIN"},
      {{{"origin", "http://localhost:8787.evil.example"}}, "INVALID_ORIGIN"},
      {{{"origin", "http://localhost:8787@evil.example"}}, "INVALID_ORIGIN"},
      {{{"origin", "http://localhost"}}, "INVALID_ORIGIN"},
      {{{"origin", "https://localhost:8787"}}, "INVALID_ORIGIN"},
      {{{"origin", "evil"}}, "INVALID_ORIGIN"},
      {{{"referer", "/page"}}, "INVALID_ORIGIN"}};
  for (auto [headers, code] : cases) {
    headers.push_back({"cookie", "theme=dark"});
    EXPECT_EQ(outcome(&check_origin, headers), code) << headers.front().value;
  }
  EXPECT_EQ(outcome(&check_origin, {{"origin", "https://evil.example"}}), "")
      << "without a cookie nobody is harmed";
}

TEST(Origin, OfASignInCountsWhenABrowserSentIt) {
  const AuthWorld world;
  const std::pair<Headers, std::string> cases[] = {
      {{}, ""},
      {{{"origin", "http://localhost:8787"}}, ""},
      {{{"referer", "http://localhost:8787/x"}}, ""},
      {{{"sec-fetch-mode", "cors"}, {"origin", "http://localhost:8787"}}, ""},
      {{{"sec-fetch-mode", " "}}, ""},
      {{{"sec-fetch-mode", "cors"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"sec-fetch-dest", "document"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"origin", "null"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"origin", "https://evil.example"}}, "INVALID_ORIGIN"},
      {{{"referer", "https://evil.example/x"}}, "INVALID_ORIGIN"},
      {{{"cookie", "theme=dark"}}, "MISSING_OR_NULL_ORIGIN"},
      {{{"sec-fetch-site", "cross-site"},
        {"sec-fetch-mode", "navigate"},
        {"origin", "http://localhost:8787"}},
       "CROSS_SITE_NAVIGATION_LOGIN_BLOCKED"}};
  for (const auto& [headers, code] : cases) EXPECT_EQ(outcome(&check_form_origin, headers), code);
}

TEST(Origin, AddressesToGoToAreOursOrPathsOfOurs) {
  const AuthWorld world;
  for (const std::string_view good : {"/", "/home?a=1#b", "/a/../b", "/%20", "/?next=%2f%2fevil"})
    EXPECT_TRUE(is_safe_path(good)) << good;
  for (const std::string_view bad :
       {"", "home", "//evil.example", "/\\evil.example", "/%2fevil.example", "/%5Cevil.example",
        "/a\tb", "/a\nb", "/a\x7f", "/a\xC2\x85"})
    EXPECT_FALSE(is_safe_path(bad)) << bad;
  EXPECT_TRUE(is_trusted_address("http://localhost:8787/home"));
  EXPECT_FALSE(is_trusted_address("javascript:alert(1)"));
  EXPECT_FALSE(is_trusted_address("http://localhost:8787\n.evil.example/"));
}

TEST(Origin, CallbacksOfABodyAreChecked) {
  const AuthWorld world;
  const std::pair<std::string, std::string> cases[] = {
      {R"({"callbackURL":"/home"})", ""},
      {R"({"callbackURL":""})", ""},
      {R"({"callbackURL":null,"redirectTo":0})", ""},
      {R"({"callbackURL":"http://127.0.0.1:8787/x"})", ""},
      {"[]", ""},
      {R"({"callbackURL":"https://evil.example"})", "Invalid callbackURL"},
      {R"({"callbackURL":5})", "Invalid callbackURL: expected a string"},
      {R"({"redirectTo":"//evil.example"})", "Invalid redirectURL"},
      {R"({"errorCallbackURL":"x"})", "Invalid errorCallbackURL"},
      {R"({"newUserCallbackURL":"x"})", "Invalid newUserCallbackURL"},
      {R"({"callbackURL":)", "Invalid JSON in request body"}};
  for (const auto& [body, message] : cases) {
    const auto checked = check_callbacks(Request{}, body);
    EXPECT_EQ(checked ? "" : checked.error().message, message) << body;
  }
  Request request;
  request.query = "callbackURL=https%3A%2F%2Fevil.example";
  EXPECT_EQ(check_callbacks(request, "{}").error().name, "INVALID_CALLBACK_URL");
}

}  // namespace
}  // namespace crow::auth
