#include "workers/auth/erase-job.h"
#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(EraseSoon, NamesTheWorkByTheOrganizationSoThatItIsThereOnce) {
  AuthWorld world;
  Context context{.host = Host(0),
                  .request = {},
                  .database = Database(Host(0), "DB"),
                  .services = Services(Host(0))};
  for (int i = 0; i < 2; ++i) world.write(erase_organization_soon(context, "gone"));
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs WHERE id = 'erase_gone'"), 1);
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs WHERE id = 'erase_gone' AND "
                         "payload ->> 'organizationId' = 'gone'"),
            1);
}

}  // namespace
}  // namespace crow::auth
