#include "shared/identity/origin.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

TEST(Origin, IsSchemeAndAuthorityOfAWebAddress) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"https://app.crowai.dev/sign-in?x", "https://app.crowai.dev"},
      {"https://app.crowai.dev", "https://app.crowai.dev"},
      {"HTTP://h:8787#x", "HTTP://h:8787"},
      {"https://a.dev?x", "https://a.dev"},
      {"https://a.dev\\@b.dev", "https://a.dev"},
      {"https://a.dev@b.dev/", "https://a.dev@b.dev"},
      {"", ""},
      {"/sign-in", ""},
      {"//a.dev/x", ""},
      {"ftp://a.dev", ""},
      {"javascript:alert(1)", ""},
      {"https:a.dev", ""},
      {"null", ""}};
  for (const auto& [url, origin] : cases) EXPECT_EQ(origin_of(url), origin) << url;
}

struct Deployment : World {
  Deployment(std::string environment, std::string base, std::string trusted) {
    set_variable("ENVIRONMENT", std::move(environment));
    set_variable("BASE_URL", std::move(base));
    set_variable("TRUSTED_ORIGINS", std::move(trusted));
  }
};

TEST(TrustedOrigin, IsOurOwnAndWhatTheDeploymentLists) {
  const Deployment world("production", "https://api.crowai.dev",
                         "https://*.crowai.dev, https://crowai.dev/, *.example.org,");
  for (const std::string_view good :
       {"https://api.crowai.dev", "HTTPS://API.crowai.dev", "https://app.crowai.dev",
        "https://a.b.crowai.dev", "https://crowai.dev", "https://x.example.org",
        "http://x.example.org"})
    EXPECT_TRUE(is_trusted_origin(good)) << good;
  for (const std::string_view bad :
       {"", "null", "http://api.crowai.dev", "http://app.crowai.dev", "https://evilcrowai.dev",
        "https://crowai.dev.evil.com", "https://.crowai.dev", "https://evil.com/.crowai.dev",
        "https://evil.com?.crowai.dev", "https://evil.com#.crowai.dev", "https://evil@x.crowai.dev",
        "https://api.crowai.dev:8443", "https://example.org", "http://localhost:8787", "crowai.dev",
        "https://evil.com\\.crowai.dev", "https://evil.com:443.crowai.dev"})
    EXPECT_FALSE(is_trusted_origin(bad)) << bad;
}

TEST(TrustedOrigin, IsBothNamesOfThisMachineWhereTheDeploymentIsLocal) {
  const Deployment world("local", "http://localhost:8787", "");
  for (const std::string_view good : {"http://localhost:8787", "http://127.0.0.1:8787"})
    EXPECT_TRUE(is_trusted_origin(good)) << good;
  for (const std::string_view bad :
       {"http://localhost:8788", "https://localhost:8787", "http://localhost", "http://127.0.0.1",
        "http://[::1]:8787", "http://127.0.0.1:87870"})
    EXPECT_FALSE(is_trusted_origin(bad)) << bad;
}

TEST(TrustedOrigin, IsNoNameOfThisMachineWhereTheDeploymentIsElsewhere) {
  const Deployment world("local", "https://api.crowai.dev", "");
  for (const std::string_view bad :
       {"http://127.0.0.1", "http://localhost", "http://127.0.0.1://api.crowai.dev"})
    EXPECT_FALSE(is_trusted_origin(bad)) << bad;
}

TEST(TrustedOrigin, IsNobodyWithoutConfiguration) {
  const World world;
  for (const std::string_view bad : {"", "https://", "http://localhost", "https://crowai.dev"})
    EXPECT_FALSE(is_trusted_origin(bad)) << bad;
}

}  // namespace
}  // namespace crow
