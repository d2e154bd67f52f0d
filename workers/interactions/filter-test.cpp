#include "workers/interactions/filter.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

constexpr Timestamp kNoon{1'790'000'000'000};

TEST(Period, IsAllOfTimeUnlessSaid) {
  const auto all = period_of({}, {});
  ASSERT_TRUE(all.has_value());
  EXPECT_LT(all->from, from_rfc3339("0000-01-01T00:00:00Z")->ms);
  EXPECT_GT(all->to, from_rfc3339("9999-12-31T23:59:59.999Z")->ms);
}

TEST(Period, BeginsAndEndsWhereItIsSaid) {
  const auto period = period_of(kNoon, Timestamp{kNoon.ms + 1});
  ASSERT_TRUE(period.has_value());
  EXPECT_EQ(period->from, kNoon.ms);
  EXPECT_EQ(period->to, kNoon.ms + 1);
}

TEST(Period, MustEndAfterItsBegin) {
  for (const std::int64_t to : {kNoon.ms, kNoon.ms - 1}) {
    const auto refused = period_of(kNoon, Timestamp{to});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message,
              concat("to must be after `from`, 2026-09-21T14:13:20.000Z, got ", to_rfc3339({to})));
  }
}

TEST(Period, MayEndBeforeAnythingCouldHappen) {
  for (const std::string_view early : {"1970-01-01T00:00:00Z", "0000-01-01T00:00:00Z"})
    EXPECT_TRUE(period_of({}, from_rfc3339(early)).has_value()) << early;
  for (const std::string_view late : {"9999-12-31T23:59:59.999Z", "2100-01-01T00:00:00Z"})
    EXPECT_TRUE(period_of(from_rfc3339(late), {}).has_value()) << late;
}

TEST(EmptyPage, SaysWhichPageItIs) {
  const auto page = empty_page<Interaction>({.limit = 7, .page = 3});
  EXPECT_EQ(page.page, 3);
  EXPECT_EQ(page.limit, 7);
  EXPECT_EQ(page.total, 0);
  EXPECT_EQ(page.nextCursor, std::nullopt);
}

}  // namespace
}  // namespace crow::interactions
