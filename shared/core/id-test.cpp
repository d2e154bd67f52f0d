#include "shared/core/id.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

using namespace std::string_literals;

TEST(Id, IsAPrefixAndAUlid) {
  EXPECT_EQ(make_id("job", {0}, std::string(10, '\0')), "job_00000000000000000000000000");
  EXPECT_EQ(make_id("job", {(std::int64_t{1} << 48) - 1}, std::string(10, '\xFF')),
            "job_7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  // The time of the ULID specification's example, 01ARYZ6S41.
  EXPECT_EQ(make_id("x", {1'469'918'176'385}, std::string(10, '\0')).substr(0, 12), "x_01ARYZ6S41");
  EXPECT_EQ(make_id("x", {0}, "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A"s).substr(12),
            "041061050R3GG28A");
}

TEST(Id, SortsByTime) {
  const std::string low(10, '\0'), high(10, '\xFF');
  for (const std::int64_t ms : {0ll, 31ll, 32ll, 1'000ll, 1'790'000'000'000ll})
    EXPECT_LT(make_id("a", {ms}, high), make_id("a", {ms + 1}, low));
}

}  // namespace
}  // namespace crow
