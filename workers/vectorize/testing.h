// For tests: a World with the tables of an index, asked as the entry asks.
//
//   VectorizeWorld world;
//   world.upsert({{.id = "a", .values = {1, 0}}});
//   EXPECT_EQ(world.refusal_of(world.ask("query", packed::pack(…))), "400 40006 …");
#pragma once

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/host/packed.h"
#include "shared/host/vectors-contract.h"

namespace crow::vectorize {

class VectorizeWorld : public World {
 public:
  std::string config = R"({"dimensions":2,"metric":"cosine","visibilityDelayMs":0})";

  VectorizeWorld() {
    migrate("workers/vectorize/migrations");
    for (const std::string_view table : {"metadata_index", "shelf"}) database().allow_scan(table);
  }
  ~VectorizeWorld() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  Reply ask(std::string_view route, std::string body) {
    return send({"POST",
                 concat("/internal/vectorize/", route),
                 {{"x-internal-key", "test-internal-key"}, {"x-vectorize-config", config}},
                 std::move(body)});
  }
  void upsert(const std::vector<VectorRecord>& records) {
    const auto reply = ask("upsert", packed::pack(records));
    EXPECT_EQ(reply.status, 200) << reply.body;
  }
  // The ids that a query finds.
  std::string find(const std::vector<float>& values, const VectorQuery& query = {}) {
    const auto reply = ask("query", packed::pack(query, values, {}));
    const auto found = packed::unpack_matches(reply.body);
    EXPECT_TRUE(found.has_value()) << reply.body;
    return found ? vectors_contract::ids_of(*found) : "";
  }
  static std::string outcome_of(const Reply& reply) {
    return concat(reply.status, ' ', reply.body);
  }
};

}  // namespace crow::vectorize
