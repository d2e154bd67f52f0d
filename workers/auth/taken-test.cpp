#include "workers/auth/taken.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Taken, ARuleOfTheSchemaIsRecognisedByItsColumn) {
  Error error = fail(ErrorCode::conflict, "This contradicts what is stored.",
                     "D1_ERROR: UNIQUE constraint failed: organization.slug: SQLITE_CONSTRAINT")
                    .error();
  EXPECT_TRUE(is_taken(error, "organization.slug"));
  EXPECT_FALSE(is_taken(error, "user.email"));
  error.code = ErrorCode::unavailable;
  EXPECT_FALSE(is_taken(error, "organization.slug"));
}

}  // namespace
}  // namespace crow::auth
