#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Counts : InteractionsWorld {
  Counts() { now_ms = next_noon(); }
  // Noon of a Wednesday, later each time: 2026-10-07 was one.
  static std::int64_t next_noon() {
    static std::int64_t noon = from_rfc3339("2026-10-07T12:00:00Z")->ms - 7 * kDay;
    return noon += 7 * kDay;
  }
  void add(std::string source, std::int64_t ago_ms) {
    record(ada, Sent{.id = concat("n", ++number), .source = std::move(source), .ago_ms = ago_ms});
  }
  GetSummary::Output summary(std::string_view query = {}) {
    return read_body<GetSummary::Output>(get_as(ada, concat("/summary", query)));
  }
  std::string time(std::int64_t ago_ms) const { return to_rfc3339({now_ms - ago_ms}); }
  // "start total" of the buckets that are not empty.
  std::string series(std::string_view query) {
    std::string out;
    const auto made = summary(query);
    for (const Bucket& bucket : made.series.value_or(std::vector<Bucket>{}))
      if (bucket.total > 0) out += concat(to_rfc3339(bucket.start), ' ', bucket.total, '\n');
    return out;
  }
  int number = 0;
};

TEST(Summary, CountsEachChannel) {
  Counts world;
  EXPECT_EQ(world.get_as(world.dan, "/summary").body, R"({"web":0,"cctv":0,"social":0,"total":0})");
  for (const char* source : {"web", "web", "cctv", "social", "web"}) world.add(source, 0);
  world.record(world.bob, Sent{});
  EXPECT_EQ(world.get_as(world.dan, "/summary").body, R"({"web":3,"cctv":1,"social":1,"total":5})");
}

TEST(Summary, CountsTheFirstMomentOfAPeriodAndNotTheLast) {
  Counts world;
  for (int hour = 0; hour < 5; ++hour) world.add("web", hour * kHour);
  EXPECT_EQ(world.summary(concat("?from=", world.time(3 * kHour))).total, 4);
  EXPECT_EQ(world.summary(concat("?to=", world.time(3 * kHour))).total, 1);
  EXPECT_EQ(world.summary(concat("?from=", world.time(3 * kHour), "&to=", world.time(kHour))).total,
            2);
  EXPECT_EQ(
      world.summary(concat("?from=", world.time(3 * kHour), "&to=", world.time(3 * kHour - 1)))
          .total,
      1);
  EXPECT_EQ(world.summary("?to=1970-01-01T00:00:00Z").total, 0);
}

TEST(Summary, RefusesAPeriodThatDoesNotEndAfterItsBegin) {
  Counts world;
  for (const std::string_view interval : {"", "&interval=day"})
    for (const std::int64_t to : {kHour, 2 * kHour}) {
      const auto reply = world.get_as(
          world.ada, concat("/summary?from=", world.time(kHour), "&to=", world.time(to), interval));
      EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
      EXPECT_EQ(fault_of(reply).field, "to");
    }
  const auto later =
      world.get_as(world.ada, concat("/summary?interval=day&from=", world.time(-kHour)));
  EXPECT_EQ(fault_of(later).field, "to");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/summary?interval=month")).field, "interval");
}

TEST(Series, IsThereOnlyWithAnInterval) {
  Counts world;
  EXPECT_EQ(world.summary().series, std::nullopt);
  EXPECT_EQ(world.get_as(world.ada, "/summary").body.find("series"), std::string::npos);
}

TEST(Series, FillsWithZeros) {
  Counts world;
  world.add("web", 0);
  world.add("cctv", 2 * kDay);
  const auto made = world.summary(concat("?interval=day&from=", world.time(3 * kDay)));
  ASSERT_EQ(made.series->size(), 4u);
  EXPECT_EQ(json::write(made.series->at(1)),
            concat(R"({"start":")", to_rfc3339({world.now_ms - 2 * kDay - 12 * kHour}),
                   R"(","web":0,"cctv":1,"social":0,"total":1})"));
  EXPECT_EQ(made.series->at(2).total, 0);
  EXPECT_EQ(made.cctv, 1);
  // What happens now is not before now.
  EXPECT_EQ(made.total, 1);
}

TEST(Series, HasADefaultPeriodForEachInterval) {
  Counts world;
  EXPECT_EQ(world.summary("?interval=hour").series->size(), 7u * 24);
  EXPECT_EQ(world.summary("?interval=day").series->size(), 91u);
  EXPECT_EQ(world.summary("?interval=week").series->size(), 53u);
  // A period that begins with a part has just so many.
  const std::string midnight = to_rfc3339({world.now_ms - world.now_ms % kDay});
  EXPECT_EQ(world.summary("?interval=day&to=" + midnight).series->size(), 90u);
}

TEST(Series, BeginsHoursAndDaysInUtc) {
  Counts world;
  const std::int64_t midnight = 12 * kHour;
  world.add("web", midnight);
  world.add("web", midnight + 1);
  EXPECT_EQ(world.series(concat("?interval=day&from=", world.time(2 * kDay))),
            concat(world.time(midnight + kDay), " 1\n", world.time(midnight), " 1\n"));
  EXPECT_EQ(world.series(concat("?interval=hour&from=", world.time(kDay))),
            concat(world.time(midnight + kHour), " 1\n", world.time(midnight), " 1\n"));
}

TEST(Series, BeginsWeeksOnMonday) {
  Counts world;
  const std::int64_t monday = 2 * kDay + 12 * kHour;  // Before Wednesday noon.
  world.add("web", monday);
  world.add("web", monday + 1);
  world.add("web", kHour);
  EXPECT_EQ(world.series(concat("?interval=week&from=", world.time(8 * kDay))),
            concat(world.time(monday + 7 * kDay), " 1\n", world.time(monday), " 2\n"));
}

TEST(Series, CountsAFirstPartFromTheBeginOfThePeriodOn) {
  Counts world;
  world.add("web", 3 * kHour);
  world.add("web", kHour);
  const auto made = world.summary(concat("?interval=day&from=", world.time(2 * kHour)));
  ASSERT_EQ(made.series->size(), 1u);
  EXPECT_EQ(made.series->at(0).start.ms, world.now_ms - 12 * kHour);
  EXPECT_EQ(made.series->at(0).total, 1);
  EXPECT_EQ(made.total, 1);
}

TEST(Series, HasAtMostAThousandParts) {
  Counts world;
  const std::int64_t end = world.now_ms - world.now_ms % kHour;
  const auto ask = [&](std::int64_t hours) {
    return world.get_as(world.ada,
                        concat("/summary?interval=hour&from=", to_rfc3339({end - hours * kHour}),
                               "&to=", to_rfc3339({end})));
  };
  EXPECT_EQ(read_body<GetSummary::Output>(ask(1'000)).series->size(), 1'000u);
  const auto refused = ask(1'001);
  EXPECT_EQ(refusal_of(refused), "400 VALIDATION_ERROR");
  EXPECT_EQ(fault_of(refused),
            (ErrorReply::Fault{"interval", "long enough for at most 1000 parts of the time",
                               "hour, which makes 1001"}));
  EXPECT_EQ(
      fault_of(world.get_as(world.ada, "/summary?interval=week&from=0000-01-01T00:00:00Z")).field,
      "interval");
  EXPECT_EQ(fault_of(world.get_as(world.ada,
                                  "/summary?interval=day&to=9999-12-31T00:00:00Z"
                                  "&from=2000-01-01T00:00:00Z"))
                .field,
            "interval");
}

TEST(Series, BeginsPartsBefore1970WhereTheyBegin) {
  Counts world;
  const auto made =
      world.summary("?interval=day&from=1969-12-30T12:00:00Z&to=1970-01-02T00:00:00Z");
  ASSERT_EQ(made.series->size(), 3u);
  EXPECT_EQ(to_rfc3339(made.series->at(0).start), "1969-12-30T00:00:00.000Z");
  const auto week =
      world.summary("?interval=week&from=1970-01-01T00:00:00Z&to=1970-01-06T00:00:00Z");
  ASSERT_EQ(week.series->size(), 2u);
  EXPECT_EQ(to_rfc3339(week.series->at(0).start), "1969-12-29T00:00:00.000Z");
}

TEST(OrganizationSummary, IsTheSameWithTheOrganizationInThePath) {
  Counts world;
  world.add("web", 0);
  const std::string path = "/organization/" + world.northwind + "/summary";
  EXPECT_EQ(world.get_as(world.ada, path).body, world.get_as(world.ada, "/summary").body);
  EXPECT_EQ(world.get_as(world.ada, path + "?interval=week").body,
            world.get_as(world.ada, "/summary?interval=week").body);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, path)), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::interactions
