#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(GetJwks, PublishesThePublicHalfAlone) {
  AuthWorld world;
  const auto reply = world.read("/jwks");
  const auto keys = read_body<JwkSet>(reply);
  ASSERT_EQ(keys.keys.size(), 1u);
  EXPECT_EQ(keys.keys[0].alg, "EdDSA");
  EXPECT_EQ(keys.keys[0].crv, "Ed25519");
  EXPECT_EQ(keys.keys[0].kty, "OKP");
  EXPECT_EQ(from_base64(keys.keys[0].x)->size(), 32u);
  EXPECT_EQ(reply.body.find("\"d\""), std::string::npos);
}

}  // namespace
}  // namespace crow::auth
