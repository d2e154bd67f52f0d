#include "workers/gateway/credentials.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow::gateway {
namespace {

// "key crow_a", "session x", "none", "several", or the refusal behind an exclamation mark.
std::string found(std::vector<Header> headers, Method method = Method::get) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  const auto outcome = find_credential(request);
  if (!outcome) {
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_argument);
    return "several";
  }
  const auto& credential = *outcome;
  if (!credential) return "none";
  if (!credential->refusal.empty()) return "!" + credential->refusal;
  return concat(name_of(credential->kind), ' ', credential->value);
}

TEST(Credential, MayStandInEachOfItsPlaces) {
  const std::vector<std::pair<Header, std::string_view>> cases = {
      {{"x-api-key", "crow_a"}, "key crow_a"},
      {{"x-api-key", " crow_a\t"}, "key crow_a"},
      {{"apikey", "crow_a"}, "key crow_a"},
      {{"authorization", "Bearer crow_a"}, "key crow_a"},
      {{"authorization", "bEARER  crow_a "}, "key crow_a"},
      {{"authorization", "ApiKey crow_a"}, "key crow_a"},
      {{"authorization", "Bearer crow_a.b"}, "key crow_a.b"},
      {{"cookie", "a=1; better-auth.session_token=t.s%2B%3D; b=2"}, "session t.s+="},
      {{"cookie", "__Secure-better-auth.session_token=t"}, "session t"},
      {{"cookie", "better-auth.session_token=a; __Secure-better-auth.session_token=b"},
       "session b"},
      {{"cookie", "better-auth.session_token="}, "none"},
      {{"cookie", "better-auth.session_tokens=a"}, "none"},
      {{"cookie", ""}, "none"},
      {{"x-other", "crow_a"}, "none"},
  };
  for (const auto& [header, out] : cases) EXPECT_EQ(found({header}), out) << header.value;
  EXPECT_EQ(found({}), "none");
}

TEST(Credential, ThatCannotBeGoodIsRefusedWithoutAskingAnyone) {
  const std::string long_one(1'025, 'a');
  const std::vector<Header> malformed = {{"x-api-key", ""},
                                         {"x-api-key", long_one},
                                         {"x-api-key", "crow_\xFF"},
                                         {"authorization", "Bearer"},
                                         {"authorization", "Bearer "},
                                         {"authorization", "ApiKey"},
                                         {"authorization", "Bearer " + long_one}};
  for (const Header& header : malformed) EXPECT_EQ(found({header}), "!The API key is malformed.");
  for (const std::string_view value : {"", "Basic YTpi", "crow_a", "Digest x", "Bearer\tcrow_a"})
    EXPECT_EQ(found({{"authorization", std::string(value)}}),
              "!Authorization must be Bearer or ApiKey with an API key.")
        << value;
  for (const std::string_view value : {"Bearer a.b.c", "Bearer eyJ.x", "Bearer ."})
    EXPECT_EQ(found({{"authorization", std::string(value)}}),
              "!Tokens are not accepted here; send a session cookie or an API key.")
        << value;
  for (const std::string& value :
       {std::string("%"), std::string("%zz"), std::string("%FF"), std::string("t.s%00"), long_one})
    EXPECT_EQ(found({{"cookie", "better-auth.session_token=" + value}}),
              "!The session cookie is malformed.");
}

TEST(Credential, OfACookieIsRefusedToChangesByForeignPages) {
  World world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  world.set_variable("TRUSTED_ORIGINS", "https://app.crowai.dev");
  const Header cookie{"cookie", "better-auth.session_token=t"};
  const auto by = [&](Method method, std::vector<Header> headers) {
    headers.push_back(cookie);
    return found(std::move(headers), method);
  };
  const std::vector<std::vector<Header>> ours = {
      {},
      {{"origin", "https://app.crowai.dev"}},
      {{"origin", "https://api.crowai.dev"}},
      {{"referer", "https://app.crowai.dev/products?x"}},
      {{"origin", "null"}, {"sec-fetch-site", "same-origin"}},
      {{"sec-fetch-site", "same-origin"}},
      {{"sec-fetch-site", "none"}}};
  const std::vector<std::vector<Header>> foreign = {
      {{"origin", "https://evil.example"}},
      {{"origin", "https://shop.crowai.dev"}},
      {{"origin", "https://app.crowai.dev.evil.example"}},
      {{"origin", "http://app.crowai.dev"}},
      {{"origin", "null"}},
      {{"origin", "null"}, {"sec-fetch-site", "same-site"}},
      {{"origin", "https://evil.example"}, {"referer", "https://app.crowai.dev/"}},
      {{"referer", "https://evil.example/?https://app.crowai.dev/"}},
      {{"referer", "about:blank"}},
      {{"sec-fetch-site", "same-site"}},
      {{"sec-fetch-site", "cross-site"}}};
  for (const Method method : {Method::post, Method::put, Method::patch, Method::remove}) {
    for (const auto& headers : ours) EXPECT_EQ(by(method, headers), "session t");
    for (const auto& headers : foreign)
      EXPECT_EQ(by(method, headers), "!Pages of this origin may not act with a session.")
          << headers[0].value;
  }
  for (const auto& headers : foreign) EXPECT_EQ(by(Method::get, headers), "session t");
  EXPECT_EQ(found({{"x-api-key", "crow_a"}, foreign[0][0]}, Method::post), "key crow_a");
}

TEST(Credential, IsOneOrTheRequestIsRefused) {
  const Header key{"x-api-key", "crow_a"}, cookie{"cookie", "better-auth.session_token=t"};
  EXPECT_EQ(found({key, {"apikey", "crow_a"}, {"authorization", "Bearer crow_a"}}), "key crow_a");
  const std::vector<std::vector<Header>> cases = {
      {key, {"apikey", "crow_b"}},
      {key, {"authorization", "Bearer crow_b"}},
      {key, {"authorization", "Basic x"}},
      {key, {"authorization", "Bearer a.b"}},
      {key, cookie},
      {{"authorization", "ApiKey t"}, cookie},
      {{"x-api-key", "crow_a, crow_a"}},  // The header came twice.
      {{"x-api-key", "crow_a,crow_b"}},
      {{"authorization", "Bearer crow_a, Bearer crow_b"}},
  };
  for (const auto& headers : cases) EXPECT_EQ(found(headers), "several") << headers[0].value;
}

}  // namespace
}  // namespace crow::gateway
