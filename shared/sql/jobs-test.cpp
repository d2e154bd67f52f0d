#include "shared/sql/jobs.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "shared/core/text.h"
#include "shared/sql/testing.h"

namespace crow::jobs {
namespace {

using sql::rows_of;

constexpr Timestamp kStart{1'790'000'000'000};
constexpr std::string_view kLeases = R"({"crawl":600000})";

Timestamp after(std::int64_t ms) { return {kStart.ms + ms}; }

class Jobs : public testing::Test {
 protected:
  void SetUp() override {
    std::string_view text = schema_;
    while (text.find_first_not_of(" \n") != text.npos)
      sql::run_script(sqlite_, {split_off(text, ';')});
  }
  void TearDown() override { EXPECT_EQ(sqlite_.scans(), std::vector<std::string>()); }

  void add(std::string_view id, Timestamp run_at = kStart, std::string payload = "{}",
           Timestamp now = kStart) {
    rows_of(sqlite_, enqueue({.id = id,
                              .kind = "mail",
                              .organization_id = "north",
                              .payload = {std::move(payload)},
                              .run_at = run_at},
                             now));
  }
  std::optional<Job> take(Timestamp now) {
    auto rows = rows_of(sqlite_, lease(now, concat("holder", ++leases_), kLeases, kMinute));
    EXPECT_LE(rows.size(), 1u);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
  }
  // Of the jobs that are taken one after the other, until none is due.
  std::vector<std::string> take_all(Timestamp now) {
    std::vector<std::string> out;
    while (const auto job = take(now)) out.push_back(job->id);
    return out;
  }
  // The job that is due longest, of which there must be one.
  Job take_one(Timestamp now) {
    auto job = take(now);
    EXPECT_TRUE(job.has_value());
    return job.value_or(Job{});
  }
  // Whether the statement changed its job.
  bool changes(const sql::Bound<sql::None>& bound) {
    auto answers = sql::execute(sqlite_, bound);
    EXPECT_TRUE(answers.has_value());
    return answers && std::get<0>(*answers).changes == 1;
  }
  bool completes(const Job& job, Timestamp now = kStart) {
    return changes(end(job, {.outcome = JobState::completed, .now = now, .keep_ms = kDay}, {}));
  }
  JobStatus status(std::string_view id, std::string_view organization = "north") {
    auto rows = rows_of(sqlite_, find(id, organization));
    EXPECT_EQ(rows.size(), 1u) << id;
    return rows.empty() ? JobStatus{} : rows.front();
  }
  Counts counts(Timestamp now) {
    const auto rows = rows_of(sqlite_, count(now));
    EXPECT_EQ(rows.size(), 1u);
    return rows.empty() ? Counts{} : rows.front();
  }

  using Ids = std::vector<std::string>;
  const std::string schema_ = sql::read_file("shared/sql/jobs.sql");
  Sqlite sqlite_;
  std::size_t leases_ = 0;
};

TEST_F(Jobs, AreLeasedWithEverythingTheirHandlerNeeds) {
  add("j1", after(5), R"({"to":"a@x"})");
  const Job job = take_one(after(5));
  EXPECT_EQ(job.id, "j1");
  EXPECT_EQ(job.kind, "mail");
  EXPECT_EQ(job.organization_id, "north");
  EXPECT_EQ(job.payload.text, R"({"to":"a@x"})");
  EXPECT_EQ(job.attempts, 1);
  EXPECT_EQ(job.holder, "holder1");
  EXPECT_EQ(job.created_at, kStart);
}

TEST_F(Jobs, AreNotWrittenWhenTheChangeBesideThemFails) {
  constexpr sql::Statement<sql::None> kBroken{"broken", "INSERT INTO jobs (id) VALUES ('x')"};
  EXPECT_FALSE(sql::execute(sqlite_,
                            enqueue({.id = "j1", .kind = "mail", .run_at = kStart}, kStart),
                            sql::bind(kBroken))
                   .has_value());
  EXPECT_EQ(take_all(after(0)), Ids());
}

TEST_F(Jobs, WaitForTheirTime) {
  add("later", after(100));
  EXPECT_EQ(take_all(after(99)), Ids());
  EXPECT_EQ(take_all(after(100)), Ids({"later"}));
}

TEST_F(Jobs, OfOtherKindsAreLeftToOtherWorkers) {
  add("mail");
  const auto of_kinds = [&](std::string_view kinds) {
    return rows_of(sqlite_, lease(kStart, "holder", kinds, 0)).size();
  };
  EXPECT_EQ(of_kinds(kLeases), 0u);
  EXPECT_EQ(of_kinds("{}"), 0u);
  EXPECT_EQ(of_kinds(R"({"crawl":1,"mail":1})"), 1u);
}

TEST_F(Jobs, ComeInTheOrderOfTheirTimes) {
  add("c", after(3));
  add("a", after(1));
  add("d", after(4));
  add("b", after(2));
  EXPECT_EQ(take_all(after(9)), Ids({"a", "b", "c", "d"}));
}

TEST_F(Jobs, AreNeverHeldByTwoWorkersAtOnce) {
  for (int i = 0; i < 40; ++i) add(concat("j", i), after(i));
  // Many workers, each with a job that it completes after a random time within its lease. At every
  // moment each job has one holder at most, and in the end each was done once.
  std::mt19937 random(3);
  std::multiset<std::string> done;
  std::set<std::string> held;
  std::vector<std::pair<Timestamp, Job>> working;
  for (std::int64_t now = 0; now < 3 * kMinute; now += 500) {
    for (std::size_t i = 0; i < working.size();) {
      if (working[i].first > after(now)) {
        ++i;
        continue;
      }
      EXPECT_TRUE(completes(working[i].second));
      held.erase(working[i].second.id);
      done.insert(working[i].second.id);
      working.erase(working.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (random() % 3 == 0) continue;
    if (auto job = take(after(now))) {
      EXPECT_TRUE(held.insert(job->id).second) << job->id;
      working.emplace_back(after(now + static_cast<std::int64_t>(random() % kMinute)),
                           std::move(*job));
    }
  }
  EXPECT_EQ(done.size(), 40u);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 40u);
}

TEST_F(Jobs, OfADeadHolderComeBackWhenItsLeaseEnds) {
  add("j1");
  EXPECT_EQ(take_all(after(0)), Ids({"j1"}));
  EXPECT_EQ(take_all(after(kMinute - 1)), Ids());
  const Job again = take_one(after(kMinute));
  EXPECT_EQ(again.id, "j1");
  EXPECT_EQ(again.attempts, 2);
}

TEST_F(Jobs, OfAKindAreLeasedForAsLongAsTheKindSays) {
  rows_of(sqlite_, enqueue({.id = "j1", .kind = "crawl", .run_at = kStart}, kStart));
  take_one(kStart);
  EXPECT_EQ(take_all(after(10 * kMinute - 1)), Ids());
  EXPECT_EQ(take_all(after(10 * kMinute)), Ids({"j1"}));
}

TEST_F(Jobs, ThatEndedNeverComeBack) {
  add("j1");
  EXPECT_TRUE(completes(take_one(after(0))));
  EXPECT_EQ(take_all(after(10 * kDay)), Ids());
  EXPECT_EQ(counts(kStart).waiting, 0);
}

TEST_F(Jobs, ObeyNobodyWhoseLeaseHasPassedOn) {
  add("j1");
  const Job stale = take_one(after(0));
  const Job current = take_one(after(kMinute));
  EXPECT_FALSE(completes(stale));
  EXPECT_FALSE(changes(retry(stale, "late", {}, after(kMinute))));
  EXPECT_FALSE(changes(advance(stale, {"1"}, after(kMinute), {})));
  EXPECT_FALSE(changes(renew(stale, after(kDay), {})));
  EXPECT_EQ(counts(after(kMinute)).held, 1);
  EXPECT_TRUE(completes(current));
  EXPECT_FALSE(completes(current));
}

TEST_F(Jobs, ObeyNobodyWhoGaveThemBack) {
  add("j1");
  const Job job = take_one(after(0));
  EXPECT_TRUE(changes(retry(job, "no", {}, after(0))));
  EXPECT_FALSE(completes(job));
  // Not even when the clock goes back, so that two leases of the job end at the same time.
  const Job other = take_one(after(0));
  EXPECT_FALSE(completes(job));
  EXPECT_TRUE(completes(other));
}

TEST_F(Jobs, CanBeEndedLateWhileNobodyElseHasThem) {
  add("j1");
  const Job job = take_one(after(0));
  EXPECT_TRUE(completes(job, after(kDay)));
}

TEST_F(Jobs, AreKeptByWhoRenewsTheLease) {
  add("j1");
  const Job job = take_one(after(0));
  EXPECT_TRUE(changes(renew(job, after(5 * kMinute), {})));
  EXPECT_EQ(take_all(after(5 * kMinute - 1)), Ids());
  // A lease is never made shorter.
  EXPECT_TRUE(changes(renew(job, after(0), {})));
  EXPECT_EQ(take_all(after(5 * kMinute - 1)), Ids());
  EXPECT_EQ(take_all(after(5 * kMinute)), Ids({"j1"}));
}

TEST_F(Jobs, LetNothingBeWrittenBehindALostFence) {
  sql::run_script(sqlite_, {"CREATE TABLE result (id TEXT PRIMARY KEY, holder TEXT)"});
  constexpr sql::Statement<sql::None, std::string_view> kResult{
      "result", "INSERT INTO result VALUES (?1, ?1)"};
  add("j1");
  const Job stale = take_one(after(0));
  const Job current = take_one(after(kMinute));
  const auto refused = sql::execute(sqlite_, fence(stale), sql::bind(kResult, "stale"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_TRUE(is_lost(refused.error())) << refused.error().cause;
  EXPECT_TRUE(sql::execute(sqlite_, fence(current), sql::bind(kResult, "current")).has_value());
  // What a step's own writes break is another thing.
  const auto broken = sql::execute(sqlite_, fence(current), sql::bind(kResult, "current"));
  ASSERT_FALSE(broken.has_value());
  EXPECT_FALSE(is_lost(broken.error())) << broken.error().cause;
  const auto rows = sqlite_.batch(std::array{Sqlite::Call{"SELECT count(*) FROM result", "[]"}});
  sqlite_.allow_scan("result");
  EXPECT_EQ(*rows, "[[[[1]],0]]");
}

TEST_F(Jobs, GoOnWithAnotherPayloadAndAttemptsCountedAnew) {
  add("j1");
  EXPECT_TRUE(changes(retry(take_one(after(0)), "no", {}, after(0))));
  EXPECT_TRUE(changes(advance(take_one(after(0)), {R"({"step":2})"}, after(7), {})));
  EXPECT_EQ(status("j1").status, JobState::running);
  EXPECT_EQ(take_all(after(6)), Ids());
  const Job job = take_one(after(7));
  EXPECT_EQ(job.payload.text, R"({"step":2})");
  EXPECT_EQ(job.attempts, 1);
}

TEST_F(Jobs, WrittenTwiceWhileTheyWaitAreThereOnceAtTheEarlierTime) {
  add("j1", after(5), "1");
  add("j1", after(9), "2");
  add("j1", after(3), "3");
  const Job job = take_one(after(3));
  EXPECT_EQ(job.payload.text, "1");
  EXPECT_TRUE(completes(job));
  EXPECT_EQ(take_all(after(kDay)), Ids());
}

TEST_F(Jobs, AskedForWhileTheyRunRunOnceMoreFromTheStart) {
  for (const bool is_between_steps : {false, true}) {
    add("j1", after(0), "1", after(0));
    Job job = take_one(after(0));
    if (is_between_steps) EXPECT_TRUE(changes(advance(job, {"2"}, after(0), {})));
    add("j1", after(0), "3", after(0));
    add("j1", after(0), "4", after(0));
    if (is_between_steps) job = take_one(after(0));
    EXPECT_EQ(take_all(after(0)), Ids());
    EXPECT_TRUE(completes(job, after(0)));
    EXPECT_EQ(status("j1").status, JobState::queued);
    const Job second = take_one(after(0));
    EXPECT_EQ(second.payload.text, "4");
    EXPECT_EQ(second.attempts, 1);
    EXPECT_TRUE(completes(second, after(0)));
    EXPECT_EQ(take_all(after(kDay)), Ids());
    EXPECT_EQ(status("j1").status, JobState::completed);
  }
}

TEST_F(Jobs, ThatEndedBeginAnewWhenAskedForAgain) {
  for (const JobState outcome : {JobState::completed, JobState::failed}) {
    add("j1", after(0), "1");
    const Job job = take_one(after(0));
    EXPECT_EQ(job.attempts, 1);
    EXPECT_TRUE(changes(end(job, {.outcome = outcome, .now = after(0), .message = "bad"},
                            {.percent = 3, .current = "x", .counts = {{{"pages", 1}}}})));
    add("j1", after(8), "2", after(7));
    const JobStatus anew = status("j1");
    EXPECT_EQ(anew.status, JobState::queued);
    EXPECT_EQ(anew.percent, std::nullopt);
    EXPECT_EQ(anew.current, std::nullopt);
    EXPECT_EQ(anew.counts.text, "{}");
    EXPECT_EQ(anew.createdAt, after(7));
    EXPECT_EQ(anew.startedAt, std::nullopt);
    EXPECT_EQ(anew.endedAt, std::nullopt);
    EXPECT_EQ(take_all(after(7)), Ids());
    const Job again = take_one(after(8));
    EXPECT_EQ(again.payload.text, "2");
    EXPECT_TRUE(completes(again));
  }
}

TEST_F(Jobs, SayHowFarTheyAreToTheirOrganizationAlone) {
  add("j1");
  EXPECT_EQ(status("j1").status, JobState::queued);
  EXPECT_EQ(rows_of(sqlite_, find("j1", "south")).size(), 0u);
  EXPECT_EQ(rows_of(sqlite_, find("j2", "north")).size(), 0u);

  const Job job = take_one(after(2));
  rows_of(sqlite_,
          renew(job, after(kMinute), {.percent = 40, .current = "/a", .counts = {{{"pages", 4}}}}));
  rows_of(sqlite_, renew(job, after(kMinute), {.percent = 50}));
  const JobStatus running = status("j1");
  EXPECT_EQ(running.status, JobState::running);
  EXPECT_EQ(running.percent, 50);
  EXPECT_EQ(running.current, "/a");
  EXPECT_EQ(running.counts.text, R"({"pages":4})");
  EXPECT_EQ(running.startedAt, after(2));

  EXPECT_TRUE(changes(
      end(job, {.outcome = JobState::completed, .now = after(3)}, {.counts = {{{"pages", 9}}}})));
  const JobStatus done = status("j1");
  EXPECT_EQ(done.status, JobState::completed);
  EXPECT_EQ(done.percent, 100);
  EXPECT_EQ(done.counts.text, R"({"pages":9})");
  EXPECT_EQ(done.error, std::nullopt);
  EXPECT_EQ(done.endedAt, after(3));
}

TEST_F(Jobs, ThatFailedSayWhyAndKeepTheCauseToThemselves) {
  add("j1");
  EXPECT_TRUE(changes(retry(take_one(after(0)), "not yet", "D1", after(0))));
  EXPECT_EQ(status("j1").error, std::nullopt);
  const std::string bytes = concat("x", std::string_view("\xff\0", 2));
  EXPECT_TRUE(changes(end(take_one(after(0)),
                          {.outcome = JobState::failed,
                           .now = after(0),
                           .message = std::string(2'000, 'e'),
                           .cause = bytes},
                          {})));
  EXPECT_EQ(status("j1").status, JobState::failed);
  EXPECT_EQ(status("j1").error, std::string(1'000, 'e'));
}

TEST_F(Jobs, AreCancelledWhetherTheyWaitOrRun) {
  add("waiting", after(5));
  add("running");
  add("done", after(1));
  const Job running = take_one(after(0));
  EXPECT_TRUE(completes(take_one(after(1))));
  const auto cancels = [&](std::string_view id, std::string_view organization) {
    return rows_of(sqlite_, cancel(id, organization, after(2), kDay)).size() == 1;
  };
  EXPECT_FALSE(cancels("waiting", "south"));
  EXPECT_TRUE(cancels("waiting", "north"));
  EXPECT_TRUE(cancels("running", "north"));
  EXPECT_FALSE(cancels("running", "north"));
  EXPECT_FALSE(cancels("done", "north"));
  EXPECT_FALSE(completes(running));
  EXPECT_EQ(take_all(after(kDay)), Ids());
  EXPECT_EQ(status("waiting").status, JobState::cancelled);
  EXPECT_EQ(status("running").endedAt, after(2));
  EXPECT_EQ(status("done").status, JobState::completed);
}

TEST_F(Jobs, ThatEndedAreForgottenInTheirTime) {
  for (std::string_view id : {"a", "b", "c"}) {
    add(id);
    EXPECT_TRUE(completes(take_one(kStart)));
  }
  add("waiting");
  rows_of(sqlite_, forget(after(kDay - 1), 10));
  EXPECT_EQ(rows_of(sqlite_, find("a", "north")).size(), 1u);
  rows_of(sqlite_, forget(after(kDay), 2));
  rows_of(sqlite_, forget(after(kDay), 2));
  for (std::string_view id : {"a", "b", "c"})
    EXPECT_EQ(rows_of(sqlite_, find(id, "north")).size(), 0u);
  EXPECT_EQ(take_all(after(kDay)), Ids({"waiting"}));
}

TEST_F(Jobs, AreCountedByWhatTheyWaitFor) {
  const Counts none = counts(kStart);
  EXPECT_EQ(none.waiting + none.held + none.failed, 0);
  EXPECT_EQ(none.oldest, std::nullopt);
  for (std::string_view id : {"a", "b", "c", "d"}) add(id, after(id[0] - 'a'));
  EXPECT_TRUE(changes(end(take_one(after(9)), {.outcome = JobState::failed}, {})));
  EXPECT_EQ(take_one(after(9)).id, "b");
  const Counts some = counts(after(9));
  EXPECT_EQ(some.waiting, 2);
  EXPECT_EQ(some.held, 1);
  EXPECT_EQ(some.failed, 1);
  EXPECT_EQ(some.oldest, after(2));
}

}  // namespace
}  // namespace crow::jobs
