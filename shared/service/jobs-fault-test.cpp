// Jobs when things go wrong: nothing is done twice, nothing is lost, nobody stands in the way.
#include "shared/service/jobs-testing.h"

namespace crow::shop {
namespace {

// Ends the process after `most` operations, the last one done or not. True when it was over by
// then.
bool dies_after(Workshop& world, std::size_t most, bool is_done) {
  world.wake();
  world.run(most);
  const bool is_over = world.waiting() == 0;
  world.kill(is_done);
  EXPECT_EQ(host::calls_in_flight(), 0u);
  return is_over;
}

TEST(JobFaults, AProcessMayDieBetweenAnyTwoSteps) {
  for (const bool is_done : {false, true}) {
    bool is_over = false;
    for (std::size_t most = 0; !is_over; ++most) {
      Workshop world;
      world.walk("j1");
      is_over = dies_after(world, most, is_done);
      EXPECT_EQ(is_over, most >= 1 + 2 * kSteps) << most;
      world.pass(kMinute);
      world.scheduled("* * * * *");
      EXPECT_EQ(world.marks(), kWalked) << most << is_done;
      EXPECT_EQ(world.status("j1").status, JobState::completed);
    }
  }
}

TEST(JobFaults, AProcessMayDieTimeAndAgain) {
  Workshop world;
  world.walk("j1");
  // Each life leases, does a step, and dies before it hears that the step was written.
  for (int life = 0; life < 40 && !dies_after(world, 2, true); ++life) world.pass(kMinute);
  EXPECT_EQ(world.marks(), kWalked);
  EXPECT_EQ(world.status("j1").status, JobState::completed);
}

TEST(JobFaults, TwoRunnersShareTheWork) {
  for (std::size_t stride = 1; stride < 6; ++stride) {
    Workshop world;
    for (int i = 0; i < 6; ++i) world.walk(concat("j", i));
    world.wake();
    world.run(stride);
    world.wake();
    world.run();
    EXPECT_EQ(world.marks(), "step0=6 step1=6 step2=6 step3=6") << stride;
    EXPECT_EQ(world.logged(R"("outcome":"lost")"), 0);
  }
}

TEST(JobFaults, AHolderWhoseLeaseHasPassedOnWritesNothing) {
  Workshop world;
  world.walk("j1");
  world.wake();
  world.run(1);
  world.pass(kMinute);  // Or the clock jumped.
  world.wake();
  world.run();
  EXPECT_EQ(world.marks(), kWalked);
  EXPECT_EQ(world.logged(R"("outcome":"lost")"), 1);
}

TEST(JobFaults, AClockThatGoesBackDelaysButLosesNothing) {
  Workshop world;
  world.walk("j1");
  world.wake();
  world.run(1);
  world.pass(-kHour);
  world.work();
  EXPECT_EQ(world.marks(), kWalked);
  world.walk("j2");
  EXPECT_FALSE(dies_after(world, 1, false));
  world.pass(-kHour);
  world.work();
  EXPECT_EQ(world.marks(), kWalked);
  world.pass(kHour + kMinute);
  world.work();
  EXPECT_EQ(world.marks(), "step0=2 step1=2 step2=2 step3=2");
}

TEST(JobFaults, WhatFailsIsTriedAgainLaterEachTimeAndThenGivenUp) {
  Workshop world;
  act = [](JobContext&, std::string) -> Task<JobOutcome> {
    co_return fail(ErrorCode::unavailable, "The shop did not answer.", "ECONNREFUSED");
  };
  world.do_act("j1");
  world.walk("j2");
  world.messages.clear();
  world.work();
  EXPECT_EQ(world.status("j2").status, JobState::completed);  // The other goes on.
  EXPECT_EQ(world.status("j1").status, JobState::running);
  EXPECT_EQ(world.status("j1").error, std::nullopt);
  for (const std::int64_t delay : {10, 20}) {
    ASSERT_EQ(world.messages.size(), 1u);
    EXPECT_GE(world.messages[0], delay / 2);
    EXPECT_LE(world.messages[0], delay);
    world.work();  // Too early: nothing is tried.
    EXPECT_EQ(world.logged(R"("outcome":"retry")"), delay / 10);
    world.pass(std::exchange(world.messages, {})[0] * kSecond);
    world.work();
  }
  const JobStatus failed = world.status("j1");
  EXPECT_EQ(failed.status, JobState::failed);
  EXPECT_EQ(failed.error, "The shop did not answer.");
  EXPECT_EQ(world.logged("ECONNREFUSED"), 3);
  EXPECT_EQ(world.logged(R"("level":"error","service":"shop","job":"j1","kind":"act","attempt":3,)"
                         R"("outcome":"failed")"),
            1);
  EXPECT_EQ(sql::rows_of(world.database(), jobs::count({world.now_ms})).front().failed, 1);
  world.pass(kDay);
  world.scheduled("* * * * *");
  EXPECT_EQ(world.status("j1").error, "The shop did not answer.");
}

TEST(JobFaults, EachRetryOfOneInvocationHasItsMessage) {
  Workshop world;
  act = [](JobContext&, std::string) -> Task<JobOutcome> {
    co_return fail(ErrorCode::unavailable, "No.");
  };
  for (int i = 0; i < 4; ++i) world.do_act(concat("j", i));
  world.messages.clear();
  world.work();
  const std::vector<std::int64_t> messages = std::exchange(world.messages, {});
  EXPECT_TRUE(std::ranges::is_sorted(messages));
  for (const std::int64_t delay_s : messages) {
    world.pass(delay_s * kSecond - (world.now_ms - 1'790'000'000'000));
    world.work();
  }
  EXPECT_EQ(world.logged(R"("attempt":2,"outcome":"retry")"), 4);
}

TEST(JobFaults, WhatNoAttemptMendsIsGivenUpAtOnce) {
  Workshop world;
  act = [](JobContext&, std::string) -> Task<JobOutcome> {
    co_return give_up("The shop forbids it.", {mark("told")}).with({.counts = {{{"pages", 2}}}});
  };
  world.do_act("j1");
  world.work();
  EXPECT_EQ(world.status("j1").status, JobState::failed);
  EXPECT_EQ(world.status("j1").error, "The shop forbids it.");
  EXPECT_EQ(world.status("j1").counts.text, R"({"pages":2})");
  EXPECT_EQ(world.marks(), "told=1");
}

TEST(JobFaults, AJobThatKillsItsHolderIsGivenUpAndTakesNoOtherWithIt) {
  Workshop world;
  act = [](JobContext& job, std::string) -> Task<JobOutcome> {
    co_await job.host.sleep(1);  // Where it will be killed.
    co_return completed();
  };
  world.do_act("poison");
  world.walk("good");
  EXPECT_FALSE(dies_after(world, 1, false));
  world.work();  // The message comes again after a trap.
  EXPECT_EQ(world.status("good").status, JobState::completed);
  for (int i = 0; i < 2; ++i) {
    world.pass(5 * kMinute);
    EXPECT_EQ(world.status("poison").status, JobState::running);
    EXPECT_FALSE(dies_after(world, 1, false));
  }
  world.pass(5 * kMinute);
  world.work();
  EXPECT_EQ(world.status("poison").status, JobState::failed);
  EXPECT_EQ(world.status("poison").error, "The work failed.");
  EXPECT_EQ(world.logged("The worker died in the middle of it."), 1);
}

TEST(JobFaults, APayloadThatDoesNotFitFailsAlone) {
  Workshop world;
  for (const std::string_view payload : {R"({"step":"x"})", "{}", "not json", ""}) {
    sql::rows_of(world.database(), jobs::enqueue({.id = concat("bad", payload),
                                                  .kind = "walk",
                                                  .organization_id = "north",
                                                  .payload = {std::string(payload)},
                                                  .run_at = {world.now_ms}},
                                                 {world.now_ms}));
  }
  world.walk("good");
  for (int i = 0; i < 3; ++i) {
    world.work();
    world.pass(kMinute);
  }
  EXPECT_EQ(world.marks(), kWalked);
  for (const std::string_view payload : {R"({"step":"x"})", "{}", "not json", ""})
    EXPECT_EQ(world.status(concat("bad", payload)).status, JobState::failed) << payload;
}

TEST(JobFaults, APayloadOfANewerVersionIsReadAsFarAsItIsKnown) {
  Workshop world;
  sql::rows_of(world.database(), jobs::enqueue({.id = "j1",
                                                .kind = "walk",
                                                .payload = {R"({"step":3,"speed":2})"},
                                                .run_at = {world.now_ms}},
                                               {world.now_ms}));
  world.work();
  EXPECT_EQ(world.marks(), "step3=1");
}

TEST(JobFaults, AKindThatNobodyDoesIsGivenUpInTheEnd) {
  Workshop world;
  sql::rows_of(
      world.database(),
      jobs::enqueue({.id = "j1", .kind = "old", .organization_id = "north", .run_at = {}}, {}));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(world.status("j1").error, std::nullopt);
    world.work();
    world.pass(kHour);
  }
  EXPECT_EQ(world.status("j1").status, JobState::failed);
  EXPECT_EQ(world.logged("Nothing does jobs of the kind old"), 10);
}

TEST(JobFaults, AKindOfAnotherWorkerIsLeftAloneWhereTwoShareATable) {
  Workshop world;
  jobs_table.others_ms = 0;
  sql::rows_of(
      world.database(),
      jobs::enqueue({.id = "j1", .kind = "theirs", .organization_id = "north", .run_at = {}}, {}));
  world.walk("j2");
  world.work();
  jobs_table.others_ms = kMinute;
  EXPECT_EQ(world.status("j1").status, JobState::queued);
  EXPECT_EQ(world.status("j2").status, JobState::completed);
}

TEST(JobFaults, WritesThatARuleOfTheSchemaRefusesAreAFailedAttempt) {
  Workshop world;
  act = [](JobContext&, std::string) -> Task<JobOutcome> {
    static constexpr sql::Statement<sql::None> kBroken{
        "broken", "INSERT INTO mark VALUES ('twice', 1), ('twice', 1)"};
    Writes writes{mark("beside")};
    writes.push_back(sql::bind(kBroken));
    co_return completed(std::move(writes));
  };
  world.do_act("j1");
  world.work();
  EXPECT_EQ(world.marks(), "");
  EXPECT_EQ(world.logged(R"("outcome":"retry")"), 1);
  EXPECT_EQ(world.logged("UNIQUE constraint failed: mark.name"), 1);
}

TEST(JobFaults, AStatementWhoseRowsNobodyReadsIsRefusedBeforeItIsRun) {
  Workshop world;
  act = [](JobContext&, std::string) -> Task<JobOutcome> {
    static constexpr sql::Statement<jobs::Touched> kReturning{
        "returning", "INSERT INTO mark VALUES ('x', 1) RETURNING name AS id"};
    Writes writes;
    writes.push_back(sql::bind(kReturning));
    co_return completed(std::move(writes));
  };
  world.do_act("j1");
  world.work();
  EXPECT_EQ(world.marks(), "");
  EXPECT_EQ(world.logged("returning returns rows that nobody reads"), 1);
}

TEST(JobFaults, ADatabaseThatIsAwayCostsAnAttempt) {
  Workshop world;
  world.walk("j1");
  world.wake();
  world.run(2);
  world.fail_next("d1.batch", "D1 is away");
  world.run();
  EXPECT_EQ(world.logged("D1 is away"), 1);
  EXPECT_EQ(world.logged(R"("outcome":"retry")"), 1);
  world.pass(kMinute);
  world.work();
  EXPECT_EQ(world.marks(), kWalked);

  world.fail_next("d1.batch", "D1 is still away");
  world.work();
  EXPECT_NE(world.log.back().find(R"("route":"jobs","status":500)"), std::string::npos);
}

TEST(JobFaults, ACancelledJobWritesNothingMore) {
  for (const bool says_how_far : {false, true}) {
    Workshop world;
    act = [](JobContext& job, std::string what) -> Task<JobOutcome> {
      co_await job.host.sleep(1);
      if (what == "says") co_await job.report({.percent = 50});
      co_return completed({mark("done")});
    };
    world.do_act("j1", says_how_far ? "says" : "silent");
    world.walk("j2");
    world.wake();
    world.run(1);
    EXPECT_EQ(
        sql::rows_of(world.database(), jobs::cancel("j1", "north", {world.now_ms}, kDay)).size(),
        1u);
    world.run();
    EXPECT_EQ(world.marks(), kWalked);
    EXPECT_EQ(world.status("j1").status, JobState::cancelled);
    EXPECT_EQ(world.status("j1").percent, std::nullopt);
    EXPECT_EQ(world.logged(R"("job":"j1","kind":"act","attempt":1,"outcome":"lost")"), 1);
    EXPECT_EQ(world.logged(R"("level":"error")"), 0);
  }
}

}  // namespace
}  // namespace crow::shop
