#include "workers/auth/key-hash.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(KeyHash, IsBetterAuths) {
  EXPECT_EQ(hash_of_key("crow_mJtupnuAeqYuCRMexwaFlzOpDBMkWLAxkQusEWnFdHRlEZNAjmntHrkFtlglhRiq"),
            "rLQUpWUDh6a9HDEZC8YtwV7ksgEKEX0Xc-QUQaRNITI");
}

}  // namespace
}  // namespace crow::auth
