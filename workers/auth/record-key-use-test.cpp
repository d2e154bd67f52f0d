#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(RecordKeyUse, AddsAndKeepsTheLatestTime) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const AuthWorld::Key made = world.add_key(ada);
  const auto record = [&](int uses, std::string_view time) {
    return world.call(
        "/internal/auth/record-key-use",
        concat(R"({"id":")", made.id, R"(","uses":)", uses, R"(,"lastRequest":")", time, "\"}"));
  };
  const auto first = record(3, "2026-11-21T09:30:05.000Z");
  EXPECT_EQ(first.status, 204);
  EXPECT_EQ(first.body, "");
  record(2, "2026-11-21T09:30:00.000Z");
  world.database().allow_scan("apikey");
  EXPECT_EQ(world.number("SELECT request_count FROM apikey"), 5);
  EXPECT_EQ(to_rfc3339({world.number("SELECT last_request FROM apikey")}),
            "2026-11-21T09:30:05.000Z");
}

TEST(RecordKeyUse, OfAKeyThatIsGoneIsForgotten) {
  AuthWorld world;
  const auto reply = world.call("/internal/auth/record-key-use",
                                R"({"id":"nope","uses":1,"lastRequest":"2026-11-21T09:30:00Z"})");
  EXPECT_EQ(reply.status, 204);
}

}  // namespace
}  // namespace crow::auth
