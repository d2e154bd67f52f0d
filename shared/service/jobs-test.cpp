#include "shared/service/jobs-testing.h"

namespace crow::shop {
namespace {

TEST(Jobs, AreDoneWhenAMessageComesThatTheirRequestSent) {
  Workshop world;
  world.walk("j1");
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{0}));
  EXPECT_EQ(world.status("j1").status, JobState::queued);
  EXPECT_EQ(world.marks(), "");
  world.work();
  EXPECT_EQ(world.marks(), kWalked);
  const JobStatus done = world.status("j1");
  EXPECT_EQ(done.status, JobState::completed);
  EXPECT_EQ(done.percent, 100);
  EXPECT_EQ(world.logged(R"("kind":"walk","attempt":1,"outcome":"continues")"), kSteps - 1);
  EXPECT_EQ(world.logged(R"("kind":"walk","attempt":1,"outcome":"completed")"), 1);
}

TEST(Jobs, CostOneRoundTripAStep) {
  Workshop world;
  world.walk("j1");
  world.operations.clear();
  world.work();
  // The first lease, then each step's end with the next lease.
  EXPECT_EQ(std::ranges::count(world.operations, "d1.batch"), 1 + kSteps);
}

TEST(Jobs, AreNotAskedForWhenTheChangeBesideThemFails) {
  Workshop world;
  const auto reply = world.playing([](Context& context) -> Task<Response> {
    static constexpr sql::Statement<sql::None> kBroken{"broken",
                                                       "INSERT INTO jobs (id) VALUES (1)"};
    co_await context.database.batch(enqueue<Walk>(context, {}, {.id = "j1"}), sql::bind(kBroken));
    co_return Response{};
  });
  EXPECT_EQ(reply.status, 409);
  world.work();
  EXPECT_EQ(world.marks(), "");
}

TEST(Jobs, BelongToTheOrganizationOfTheirCaller) {
  Workshop world;
  current.guard = [](Context& context) -> Task<> {
    co_await context.database.batch(enqueue<Walk>(context, {}, {.id = "j1"}));
  };
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/mine").status, 200);
  EXPECT_EQ(world.status("j1").id, "j1");
}

TEST(Jobs, AreFoundAndCancelledByTheirOrganizationAlone) {
  Workshop world;
  world.walk("j1", kHour);
  const auto see = [&](auto function) { return world.playing(function); };
  const auto reply = see([](Context& context) -> Task<Response> {
    co_await get_job(context.database, "j1", "south");
    co_return Response{};
  });
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(see([](Context& context) -> Task<Response> {
              co_await cancel_job(context, "j1", "south");
              co_return Response{};
            }).status,
            404);
  const auto cancelled = see([](Context& context) -> Task<Response> {
    co_return json_response(json::write(co_await cancel_job(context, "j1", "north")));
  });
  EXPECT_NE(cancelled.body.find(R"("status":"cancelled")"), std::string::npos) << cancelled.body;
  const auto same = see([](Context& context) -> Task<Response> {
    co_return json_response(json::write(co_await get_job(context.database, "j1", "north")));
  });
  EXPECT_EQ(same.body, cancelled.body);
  world.pass(2 * kHour);
  world.scheduled("* * * * *");
  EXPECT_EQ(world.marks(), "");
}

TEST(Jobs, WaitForTheirTimeAndShortWaitsHaveAMessageOfTheirOwn) {
  Workshop world;
  world.walk("soon", 10'500);
  world.walk("later", kMinute);
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{11}));
  world.work();
  EXPECT_EQ(world.marks(), "");
  world.pass(11 * kSecond);
  world.work();
  EXPECT_EQ(world.marks(), kWalked);
  EXPECT_EQ(world.status("later").status, JobState::queued);
  world.pass(kMinute);
  world.scheduled("* * * * *");
  EXPECT_EQ(world.status("later").status, JobState::completed);
}

TEST(Jobs, AreDoneByTheSweepWhenNoMessageCame) {
  Workshop world;
  world.fail_next("queue.send", "no queue");
  world.walk("j1");
  EXPECT_EQ(world.logged("no queue"), 1);
  world.scheduled("* * * * *");
  EXPECT_EQ(world.marks(), kWalked);
}

TEST(Jobs, TakeTurnsBetweenTheirSteps) {
  Workshop world;
  world.walk("long");
  act = [](JobContext&, std::string what) -> Task<JobOutcome> {
    co_return completed({mark(what)});
  };
  world.pass(1);
  world.do_act("short", "short");
  world.pass(1);
  world.wake();
  while (!world.marks().contains("short")) world.run(1);
  EXPECT_EQ(world.marks(), "short=1 step0=1");
  world.run();
}

TEST(Jobs, SideBySideWaitForNoSlowStep) {
  static std::vector<std::string> seen;
  for (const bool are_beside : {false, true}) {
    Workshop shop;
    if (are_beside) jobs_table.run = &run_due_jobs_side_by_side;
    seen.clear();
    act = [](JobContext& job, std::string what) -> Task<JobOutcome> {
      for (int i = 0; i < (what == "slow" ? 40 : 0); ++i) co_await job.host.sleep(1);
      seen.push_back(what);
      co_return completed();
    };
    shop.do_act("first", "slow");
    shop.do_act("second", "quick");
    shop.do_act("third", "quick");
    shop.work();
    EXPECT_EQ(seen.front(), are_beside ? "quick" : "slow");
    EXPECT_EQ(seen.size(), 3u);
    EXPECT_EQ(shop.status("first").status, JobState::completed);
  }
}

TEST(Jobs, MayAskForOtherJobsOfTheirOrganization) {
  Workshop world;
  act = [](JobContext& job, std::string) -> Task<JobOutcome> {
    Writes writes;
    writes.push_back(enqueue<Walk>(job, {}, {.id = "child"}));
    co_return completed(std::move(writes));
  };
  world.do_act("parent");
  world.messages.clear();
  world.work();
  EXPECT_TRUE(world.messages.empty());  // The same runner does it.
  EXPECT_EQ(world.status("child").status, JobState::completed);
  EXPECT_EQ(world.marks(), kWalked);
}

TEST(Jobs, SayHowFarTheyAreWhileTheyKeepTheirLease) {
  Workshop world;
  act = [](JobContext& job, std::string) -> Task<JobOutcome> {
    for (int i = 1; i <= 3; ++i) {
      co_await job.host.sleep(4 * kMinute);
      co_await job.report({.percent = 25 * i, .current = "/a", .counts = {{{"pages", i}}}});
    }
    co_return completed({mark("done")});
  };
  world.do_act("j1");
  world.wake();
  world.run(1);
  for (int i = 1; i <= 3; ++i) {
    world.pass(4 * kMinute);
    world.run(2);
    const JobStatus now = world.status("j1");
    EXPECT_EQ(now.status, JobState::running);
    EXPECT_EQ(now.percent, 25 * i);
    EXPECT_EQ(now.current, "/a");
    EXPECT_EQ(now.counts.text, concat(R"({"pages":)", i, '}'));
    EXPECT_EQ(sql::rows_of(world.database(), jobs::count({world.now_ms})).front().held, 1);
  }
  world.run();
  EXPECT_EQ(world.marks(), "done=1");
}

TEST(Jobs, AskForAnotherInvocationWhenTheirTimeIsOver) {
  Workshop world;
  for (int i = 0; i < 5; ++i) world.do_act(concat("j", i), concat("j", i));
  act = [](JobContext& job, std::string what) -> Task<JobOutcome> {
    EXPECT_TRUE(job.has_time());
    co_await job.host.sleep(1);
    co_return completed({mark(what)});
  };
  world.messages.clear();
  for (int i = 0; i < 5; ++i) {
    jobs_table.budget_ms = kSecond;
    world.wake();
    world.run(1);
    world.pass(kSecond);
    world.run();
    EXPECT_EQ(world.messages.size(), static_cast<std::size_t>(i) + 1);
  }
  EXPECT_EQ(world.marks(), "j0=1 j1=1 j2=1 j3=1 j4=1");
}

TEST(Jobs, AskedForWhileTheyRunRunOnceMore) {
  Workshop world;
  act = [](JobContext& job, std::string what) -> Task<JobOutcome> {
    co_await job.host.sleep(1);
    co_return completed({mark(what)});
  };
  world.do_act("j1", "first");
  world.wake();
  world.run(1);
  world.do_act("j1", "second");  // Runs what waits as well: the first has ended by now.
  world.run();
  EXPECT_EQ(world.marks(), "first=1 second=1");
}

TEST(Jobs, CallOtherServicesUnderTheirId) {
  Workshop world;
  std::string seen;
  world.set_neighbour("MAIL", [&](const World::Message& message) -> World::Reply {
    for (const auto& [name, value] : message.headers)
      if (name == "x-request-id") seen = value;
    return {.status = 204};
  });
  act = [](JobContext& job, std::string) -> Task<JobOutcome> {
    co_await job.services.get<Nothing>("MAIL", "/internal/mail");
    co_return completed();
  };
  world.do_act("job_7");
  world.work();
  EXPECT_EQ(seen, "job_7");
}

TEST(Jobs, ThatEndedAreForgottenBySweeping) {
  Workshop world;
  world.walk("j1");
  world.work();
  world.pass(kDay);
  world.scheduled("* * * * *");
  EXPECT_TRUE(sql::rows_of(world.database(), jobs::find("j1", "north")).empty());
}

TEST(Jobs, NeedTheirTableBeforeTheServiceIsReady) {
  {
    Shop world;
    current.jobs = &jobs_table;
    EXPECT_EQ(world.get("/api/v1/shop/ready").status, 503);
    EXPECT_EQ(world.get("/api/v1/shop/health").status, 200);
  }
  Workshop world;
  EXPECT_EQ(world.get("/api/v1/shop/ready").status, 200);
}

TEST(Jobs, DoNothingInAServiceWithoutThem) {
  Shop world;
  world.wake();
  world.run();
  EXPECT_TRUE(world.operations.empty());
  EXPECT_TRUE(world.log.empty());
}

TEST(Scheduled, DoesEachPartThoughOneFails) {
  Workshop world;
  current.scheduled = [](Context&) -> Task<> { co_await fail(ErrorCode::internal, "no", "why"); };
  world.walk("j1");
  world.scheduled("* * * * *");
  EXPECT_EQ(world.marks(), kWalked);
  EXPECT_NE(world.log.back().find(R"("status":500,)"), std::string::npos);
  EXPECT_NE(world.log.back().find("why"), std::string::npos);
}

}  // namespace
}  // namespace crow::shop
