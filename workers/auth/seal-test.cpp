#include "workers/auth/seal.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Seal, OpensForItsPurposeAndItsSecretAlone) {
  AuthWorld world;
  const std::string sealed = *seal(kSealOfMail, "follow this link");
  EXPECT_EQ(sealed.find("link"), sealed.npos);
  EXPECT_NE(*seal(kSealOfMail, "follow this link"), sealed) << "never twice the same";
  EXPECT_EQ(open_sealed(kSealOfMail, sealed), "follow this link");
  EXPECT_EQ(open_sealed(kSealOfSigningKeys, sealed), std::nullopt);
  std::string altered = sealed;
  altered[20] = altered[20] == 'A' ? 'B' : 'A';
  for (const std::string& other : {altered, std::string("AAAA"), std::string("*"), std::string()})
    EXPECT_EQ(open_sealed(kSealOfMail, other), std::nullopt) << other;
  world.set_variable("AUTH_SECRET", std::string(32, 'x'));
  EXPECT_EQ(open_sealed(kSealOfMail, sealed), std::nullopt);
  world.set_variable("AUTH_SECRET", "short");
  EXPECT_EQ(open_sealed(kSealOfMail, sealed), std::nullopt);
  EXPECT_FALSE(seal(kSealOfMail, "").has_value());
}

}  // namespace
}  // namespace crow::auth
