#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(GetJob, ShowsAJobToItsOrganizationAlone) {
  ProductsWorld world;
  world.set_variable("MEANING", "on");
  world.add(world.northwind, {{.name = "Chair"}});
  const auto asked = world.send_as(world.ada, "POST", "/embeddings", "{}");
  ASSERT_EQ(asked.status, 202) << asked.body;
  const std::string path = concat("/jobs/", read_body<JobStatus>(asked).id);
  EXPECT_EQ(read_body<JobStatus>(world.get_as(world.dan, path)).status, JobState::queued);
  EXPECT_EQ(world.get_as(world.bob, path).status, 404);
  EXPECT_EQ(world.get_as(world.bob, "/jobs/job_none").status, 404);
}

}  // namespace
}  // namespace crow::products
