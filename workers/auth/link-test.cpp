#include "workers/auth/link.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Link, GetsAQueryInFrontOfItsFragment) {
  EXPECT_EQ(with_query("/there", "error", "GONE"), "/there?error=GONE");
  EXPECT_EQ(with_query("/there?a=1", "error", "GONE"), "/there?a=1&error=GONE");
  EXPECT_EQ(with_query("/there#top?x", "error", "a b&c"), "/there?error=a%20b%26c#top?x");
}

TEST(Link, OfAPathIsThisDeployments) {
  AuthWorld world;
  EXPECT_EQ(absolute("/there"), concat(kTestOrigin, "/there"));
  EXPECT_EQ(absolute("https://crowai.dev/"), "https://crowai.dev/");
}

TEST(Link, IsFollowedBy302) {
  const Response response = redirect("/there");
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(response.headers.front().value, "/there");
}

}  // namespace
}  // namespace crow::auth
