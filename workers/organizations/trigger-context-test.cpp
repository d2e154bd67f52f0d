#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

TEST(TriggerContext, AsksForAJobThatIsThereOnce) {
  Contexts world;
  const auto reply = world.trigger(world.carla);
  EXPECT_EQ(reply.status, 202);
  const auto job = read_body<JobStatus>(reply);
  EXPECT_TRUE(job.id.starts_with("job_")) << job.id;
  EXPECT_EQ(job.kind, "write_context");
  EXPECT_EQ(job.status, JobState::queued);
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{0}));
  // While it waits, and while it runs.
  EXPECT_EQ(read_body<JobStatus>(world.trigger(world.ada)).id, job.id);
  world.wake();
  world.run(2);
  const auto running = read_body<JobStatus>(world.trigger(world.ada));
  EXPECT_EQ(running.id, job.id);
  world.work();
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs"), 1);
  EXPECT_EQ(world.read().version, 1);
  // Afterwards another one.
  const auto next = read_body<JobStatus>(world.trigger(world.ada));
  EXPECT_NE(next.id, job.id);
  EXPECT_EQ(world.read().job->id, next.id);
}

TEST(TriggerContext, IsForAdminsOfTheOrganization) {
  Contexts world;
  EXPECT_EQ(refusal_of(world.trigger(world.dan)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.trigger(world.bob)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.post(world.path("/trigger"), "{}")), "401 UNAUTHORIZED");
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs"), 0);
}

TEST(TriggerContext, LeavesTheJobsOfAuthAlone) {
  Contexts world;
  static constexpr sql::Statement<sql::None, Timestamp> kInsert{"test.mail", R"sql(
    INSERT INTO jobs (id, kind, organization_id, payload, run_at, attempts, lease_until, created_at)
    VALUES ('mail', 'send_mail', '', '{}', ?1, 0, 0, ?1)
  )sql"};
  world.write(sql::bind(kInsert, Timestamp{world.now_ms}));
  world.write_one();
  EXPECT_EQ(world.number("SELECT attempts FROM jobs WHERE id = 'mail'"), 0);
}

TEST(TriggerContext, TakesAnIdempotencyKey) {
  Contexts world;
  const auto ask = [&] {
    return world.send_as(world.ada, {.method = "POST",
                                     .target = world.path("/trigger"),
                                     .headers = {{"idempotency-key", "once"}}});
  };
  const auto first = ask();
  world.work();
  const auto again = ask();
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(again.header("idempotent-replayed"), "true");
  EXPECT_EQ(again.body, first.body);
}

}  // namespace
}  // namespace crow::organizations
