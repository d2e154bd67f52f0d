// The tables that several services have.
#include <gtest/gtest.h>

#include "shared/sql/testing.h"

namespace crow::sql {
namespace {

// Whoever has one of these tables has this one.
TEST(SharedSchemas, AreTheSameInEveryService) {
  for (const auto& [file, table] :
       {std::pair("shared/sql/jobs.sql", "TABLE jobs"),
        std::pair("shared/sql/idempotency.sql", "TABLE idempotency_keys")}) {
    const std::string schema = read_file(file);
    ASSERT_NE(schema.find(table), std::string::npos);
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("workers", error)) {
      if (entry.path().extension() != ".sql") continue;
      const std::string text = read_file(entry.path());
      if (text.find(table) == std::string::npos) continue;
      EXPECT_NE(text.find(schema), std::string::npos)
          << entry.path().string() << " must hold the text of " << file;
    }
  }
}

}  // namespace
}  // namespace crow::sql
