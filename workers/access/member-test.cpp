#include "workers/access/member.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(Member, OrganizationsAreTheOneGivenElseTheActiveOne) {
  Session session;
  EXPECT_EQ(organization_of(std::nullopt, session), "");
  session.activeOrganizationId = "active";
  EXPECT_EQ(organization_of(std::nullopt, session), "active");
  EXPECT_EQ(organization_of("", session), "active");
  EXPECT_EQ(organization_of("given", session), "given");
}

}  // namespace
}  // namespace crow::auth
