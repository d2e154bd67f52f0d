#include "workers/auth/erase-job.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Erasing : AuthWorld {
  std::vector<std::string> asked;
  std::vector<std::string> answers;  // Of organizations; the last one repeats.

  Erasing() {
    database().allow_scan("jobs");
    set_neighbour("ORGANIZATIONS", [this](const Message& message) {
      asked.push_back(concat(message.method, ' ', message.target));
      std::string answer = answers.front();
      if (answers.size() > 1) answers.erase(answers.begin());
      if (answer.empty()) return Reply{503, {}, {}};
      return Reply{200, {}, std::move(answer)};
    });
    set_neighbour("USERS", [this](const Message& message) {
      asked.push_back(message.body);
      return Reply{204, {}, {}};
    });
  }
  void want(std::string_view lasts_until = {}) {
    static constexpr sql::Statement<sql::None, std::string_view, Timestamp> kInsert{"test.want",
                                                                                    R"sql(
      INSERT INTO jobs (id, kind, organization_id, payload, run_at, attempts, lease_until,
                        created_at)
      VALUES ('erase_gone', 'erase_organization', 'gone', ?1, ?2, 0, 0, ?2)
    )sql"};
    const std::string until =
        lasts_until.empty() ? "" : concat(R"(,"lastsUntil":")", lasts_until, '"');
    write(sql::bind(kInsert, concat(R"({"organizationId":"gone")", until, '}'), Timestamp{now_ms}));
  }
  void cron() {
    now_ms += kMinute;
    scheduled("* * * * *");
  }
  bool is_over() { return number("SELECT count(*) FROM jobs WHERE outcome = 'completed'") == 1; }
};

constexpr const char* kMore = R"({"isDone":false,"erased":500})";
constexpr const char* kWaiting = R"({"isDone":false,"erased":0})";
constexpr const char* kDone = R"({"isDone":true,"erased":0})";

TEST(EraseJob, AsksUntilNothingIsLeft) {
  Erasing world;
  world.answers = {kMore, kMore, kWaiting, kMore, kDone};
  world.want();
  world.cron();
  EXPECT_EQ(world.asked.size(), 3u);  // Then it waits for the jobs of others.
  EXPECT_FALSE(world.is_over());
  world.cron();
  EXPECT_EQ(world.asked.size(), 5u);
  EXPECT_TRUE(world.is_over());
  for (const std::string& one : world.asked)
    EXPECT_EQ(one, "DELETE /internal/organizations/gone/data");
}

TEST(EraseJob, ErasesOnceMoreWhenNobodyIsRememberedAnyLonger) {
  Erasing world;
  world.answers = {kDone, kMore, kDone};
  world.want(to_rfc3339({world.now_ms + kMinute + 10 * kSecond}));
  world.cron();
  EXPECT_EQ(world.asked.size(), 1u);
  EXPECT_FALSE(world.is_over());
  world.cron();  // Somebody wrote meanwhile.
  EXPECT_EQ(world.asked.size(), 3u);
  EXPECT_TRUE(world.is_over());
}

TEST(EraseJob, ComesThroughFailuresAndDeath) {
  Erasing world;
  world.answers = {kMore, "", kMore, kDone};
  world.want();
  world.cron();
  EXPECT_FALSE(world.is_over());
  world.now_ms += kMinute;
  world.wake();
  world.run(6);
  world.kill();
  for (int i = 0; i < 4 && !world.is_over(); ++i) world.cron();
  EXPECT_TRUE(world.is_over());
}

TEST(EraseJob, DeletesThePicturesOfAnAccountThatIsGone) {
  Erasing world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(world.ask_as(ada, "/delete-user", "{}").status, 200);
  world.cron();
  EXPECT_EQ(world.asked, std::vector{concat(R"({"userId":")", ada.user_id, R"("})")});
  EXPECT_TRUE(world.is_over());
}

}  // namespace
}  // namespace crow::auth
