#include "shared/sql/jobs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "shared/core/text.h"
#include "shared/sql/testing.h"

namespace crow::jobs {
namespace {

using sql::rows_of;

constexpr Timestamp kStart{1'790'000'000'000};
constexpr Policy kPolicy{.lease_ms = kMinute, .attempts_max = 3};

Timestamp after(std::int64_t ms) { return {kStart.ms + ms}; }

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Tests run in the project's root.
const std::filesystem::path kSchema = "shared/sql/jobs.sql";

class Jobs : public testing::Test {
 protected:
  void SetUp() override {
    std::string_view text = schema_;
    while (text.find_first_not_of(" \n") != text.npos)
      sql::run_script(sqlite_, {split_off(text, ';')});
  }
  void TearDown() override { EXPECT_EQ(sqlite_.scans(), std::vector<std::string>()); }

  void add(std::string_view id, Timestamp run_at = kStart) {
    rows_of(sqlite_,
            enqueue({.id = id, .kind = "mail", .payload = {"{}"}, .run_at = run_at}, kStart));
  }
  std::vector<Job> take(Timestamp now, std::int64_t most = 10) {
    auto answers = sql::execute(sqlite_, bury(now, kPolicy), lease(now, most, kPolicy));
    EXPECT_TRUE(answers.has_value());
    auto jobs = std::move(std::get<1>(*answers).rows);
    sort_by_run_at(jobs);
    return jobs;
  }
  // The job that is due longest, of which there must be one.
  Job take_one(Timestamp now) {
    auto jobs = take(now, 1);
    EXPECT_EQ(jobs.size(), 1u);
    return jobs.empty() ? Job{} : jobs.front();
  }
  std::vector<std::string> ids(const std::vector<Job>& jobs) {
    std::vector<std::string> out;
    for (const Job& job : jobs) out.push_back(job.id);
    return out;
  }
  bool ends(const sql::Bound<Ended>& bound) { return rows_of(sqlite_, bound).size() == 1; }
  Counts counts(Timestamp now) {
    const auto rows = rows_of(sqlite_, count(now));
    EXPECT_EQ(rows.size(), 1u);
    return rows.empty() ? Counts{} : rows.front();
  }

  using Ids = std::vector<std::string>;
  const std::string schema_ = read_file(kSchema);
  Sqlite sqlite_;
};

TEST_F(Jobs, AreLeasedWithEverythingTheirHandlerNeeds) {
  rows_of(sqlite_,
          enqueue({.id = "j1", .kind = "mail", .payload = {R"({"to":"a@x"})"}, .run_at = after(5)},
                  kStart));
  const auto jobs = take(after(5));
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "j1");
  EXPECT_EQ(jobs[0].kind, "mail");
  EXPECT_EQ(jobs[0].payload.text, R"({"to":"a@x"})");
  EXPECT_EQ(jobs[0].run_at, after(5));
  EXPECT_EQ(jobs[0].attempts, 1);
  EXPECT_EQ(jobs[0].lease_until, after(5 + kMinute));
  EXPECT_EQ(jobs[0].created_at, kStart);
}

TEST_F(Jobs, WrittenTwiceAreThereOnce) {
  add("j1", after(0));
  add("j1", after(9));
  const auto jobs = take(after(9));
  ASSERT_EQ(ids(jobs), Ids({"j1"}));
  EXPECT_EQ(jobs[0].run_at, kStart);
}

TEST_F(Jobs, AreNotWrittenWhenTheChangeBesideThemFails) {
  constexpr sql::Statement<sql::None> kBroken{"broken", "INSERT INTO jobs (id) VALUES ('x')"};
  EXPECT_FALSE(sql::execute(sqlite_,
                            enqueue({.id = "j1", .kind = "mail", .run_at = kStart}, kStart),
                            sql::bind(kBroken))
                   .has_value());
  EXPECT_EQ(ids(take(after(0))), Ids());
}

TEST_F(Jobs, WaitForTheirTime) {
  add("later", after(100));
  EXPECT_EQ(ids(take(after(99))), Ids());
  EXPECT_EQ(ids(take(after(100))), Ids({"later"}));
}

TEST_F(Jobs, ComeInTheOrderOfTheirTimes) {
  add("c", after(3));
  add("a", after(1));
  add("d", after(4));
  add("b", after(2));
  EXPECT_EQ(ids(take(after(9), 2)), Ids({"a", "b"}));
  EXPECT_EQ(ids(take(after(9), 9)), Ids({"c", "d"}));
}

TEST_F(Jobs, AreNeverGivenWithoutALimit) {
  add("a");
  EXPECT_EQ(ids(take(after(0), 0)), Ids());
  EXPECT_EQ(ids(take(after(0), -1)), Ids());
}

TEST_F(Jobs, AreNeverHeldByTwoWorkersAtOnce) {
  for (int i = 0; i < 40; ++i) add(concat("j", i), after(i));
  // Many workers, each with a few jobs that it completes after a random time within its lease. At
  // every moment each job has one holder at most, and in the end each was done once.
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
      EXPECT_TRUE(ends(complete(working[i].second)));
      held.erase(working[i].second.id);
      done.insert(working[i].second.id);
      working.erase(working.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (Job& job : take(after(now), random() % 3)) {
      EXPECT_TRUE(held.insert(job.id).second) << job.id;
      working.emplace_back(after(now + static_cast<std::int64_t>(random() % kMinute)),
                           std::move(job));
    }
  }
  EXPECT_EQ(done.size(), 40u);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 40u);
}

TEST_F(Jobs, OfADeadHolderComeBackWhenItsLeaseEnds) {
  add("j1");
  EXPECT_EQ(ids(take(after(0))), Ids({"j1"}));
  EXPECT_EQ(ids(take(after(kMinute - 1))), Ids());
  const auto again = take(after(kMinute));
  ASSERT_EQ(ids(again), Ids({"j1"}));
  EXPECT_EQ(again[0].attempts, 2);
}

TEST_F(Jobs, ThatAreCompletedNeverComeBack) {
  add("j1");
  EXPECT_TRUE(ends(complete(take_one(after(0)))));
  EXPECT_EQ(ids(take(after(10 * kDay))), Ids());
  EXPECT_EQ(counts(kStart).waiting, 0);
}

TEST_F(Jobs, CannotBeEndedByAHolderWhoseLeaseHasPassedOn) {
  add("j1");
  const Job stale = take_one(after(0));
  const Job current = take_one(after(kMinute));
  EXPECT_FALSE(ends(complete(stale)));
  EXPECT_FALSE(ends(retry(stale, "late", after(kMinute), kPolicy)));
  EXPECT_FALSE(ends(give_up(stale, "late")));
  EXPECT_EQ(counts(after(kMinute)).leased, 1);
  EXPECT_TRUE(ends(complete(current)));
  EXPECT_FALSE(ends(complete(current)));
}

TEST_F(Jobs, CanBeCompletedLateWhileNobodyElseHasThem) {
  add("j1");
  const Job job = take_one(after(0));
  EXPECT_TRUE(ends(complete(job)));
}

TEST_F(Jobs, WriteTheirResultOnlyWhenTheirLeaseHeld) {
  sql::run_script(sqlite_, {"CREATE TABLE result (id TEXT PRIMARY KEY, holder TEXT)"});
  constexpr sql::Statement<sql::None, std::string_view, std::string_view> kResult{
      "result", "INSERT INTO result SELECT ?1, ?2 WHERE changes() > 0"};
  struct Holder {
    std::string_view name;
    Job job;
  };
  add("j1");
  const Holder stale{"stale", take_one(after(0))};
  const Holder current{"current", take_one(after(kMinute))};
  for (const Holder& holder : {stale, current}) {
    const auto outcome =
        sql::execute(sqlite_, complete(holder.job), sql::bind(kResult, holder.job.id, holder.name));
    ASSERT_TRUE(outcome.has_value()) << outcome.error().cause;
    EXPECT_EQ(std::get<1>(*outcome).changes, holder.name == "current" ? 1 : 0);
  }
}

TEST_F(Jobs, WaitLongerAfterEachFailureAndDieAfterTheLast) {
  add("j1");
  std::int64_t now = 0;
  for (std::int64_t attempt = 1; attempt <= 2; ++attempt) {
    const Job job = take_one(after(now));
    EXPECT_EQ(job.attempts, attempt);
    EXPECT_TRUE(ends(retry(job, "no answer", after(now), kPolicy)));
    const std::int64_t delay = delay_ms(attempt, kPolicy);
    EXPECT_EQ(counts(after(now)).waiting, 1);
    EXPECT_EQ(ids(take(after(now + delay - 1))), Ids());
    now += delay;
  }
  EXPECT_TRUE(ends(retry(take_one(after(now)), "no answer", after(now), kPolicy)));
  EXPECT_EQ(ids(take(after(10 * kDay))), Ids());
  EXPECT_EQ(counts(after(now)).dead, 1);
  EXPECT_EQ(counts(after(now)).waiting, 0);
}

TEST_F(Jobs, DieWhenTheirHolderDiesInTheLastAttempt) {
  add("poison");
  for (std::int64_t attempt = 0; attempt < kPolicy.attempts_max; ++attempt)
    EXPECT_EQ(ids(take(after(attempt * kMinute))), Ids({"poison"}));
  const auto end = after(kPolicy.attempts_max * kMinute);
  const auto buried = rows_of(sqlite_, bury(end, kPolicy));
  ASSERT_EQ(buried.size(), 1u);
  EXPECT_EQ(buried[0].id, "poison");
  EXPECT_EQ(buried[0].kind, "mail");
  EXPECT_EQ(rows_of(sqlite_, bury(end, kPolicy)).size(), 0u);
  EXPECT_EQ(counts(end).dead, 1);
}

TEST_F(Jobs, AreGivenUpAtOnceWhenNothingMendsThem) {
  add("j1");
  EXPECT_TRUE(ends(give_up(take_one(after(0)), "no such kind")));
  EXPECT_EQ(ids(take(after(10 * kDay))), Ids());
  const auto error = sqlite_.batch(
      std::array{Sqlite::Call{"SELECT last_error, run_at FROM jobs WHERE id = 'j1'", "[]"}});
  EXPECT_EQ(*error, R"([[[["no such kind",null]],0]])");
}

TEST_F(Jobs, BackOffDoublesUpToItsMost) {
  constexpr Policy kDoubling{.first_delay_ms = 10, .delay_max_ms = 65};
  EXPECT_EQ(delay_ms(1, kDoubling), 10);
  EXPECT_EQ(delay_ms(2, kDoubling), 20);
  EXPECT_EQ(delay_ms(3, kDoubling), 40);
  EXPECT_EQ(delay_ms(4, kDoubling), 65);
  EXPECT_EQ(delay_ms(1'000'000, kDoubling), 65);
  EXPECT_EQ(delay_ms(10), kHour);
}

TEST_F(Jobs, AreCountedByWhatTheyWaitFor) {
  const Counts none = counts(kStart);
  EXPECT_EQ(none.waiting + none.leased + none.dead, 0);
  EXPECT_EQ(none.oldest, std::nullopt);
  for (std::string_view id : {"a", "b", "c", "d"}) add(id, after(id[0] - 'a'));
  EXPECT_TRUE(ends(give_up(take_one(after(9)), "bad")));
  EXPECT_EQ(ids(take(after(9), 1)), Ids({"b"}));
  const Counts some = counts(after(9));
  EXPECT_EQ(some.waiting, 2);
  EXPECT_EQ(some.leased, 1);
  EXPECT_EQ(some.dead, 1);
  EXPECT_EQ(some.oldest, after(2));
}

// Whoever has a jobs table has this one.
TEST(JobsSchema, IsTheSameInEveryService) {
  const std::string schema = read_file(kSchema);
  ASSERT_NE(schema.find("CREATE TABLE jobs"), std::string::npos);
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("workers", error)) {
    if (entry.path().extension() != ".sql") continue;
    const std::string text = read_file(entry.path());
    if (text.find("TABLE jobs") == std::string::npos) continue;
    EXPECT_NE(text.find(schema), std::string::npos)
        << entry.path().string() << " must hold the text of " << kSchema.string();
  }
}

}  // namespace
}  // namespace crow::jobs
