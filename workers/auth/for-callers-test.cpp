#include "workers/auth/for-callers.h"

#include <gtest/gtest.h>

#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

TEST(ForCallers, WordRefusalsInTheCodesOfTheContract) {
  const std::pair<const Refusal&, ErrorCode> cases[] = {
      {kSlugTaken, ErrorCode::conflict},
      {kOrganizationExists, ErrorCode::conflict},
      {kAlreadyInvited, ErrorCode::conflict},
      {kOnlyOwner, ErrorCode::conflict},
      {kWithoutOwner, ErrorCode::conflict},
      {kMemberNotFound, ErrorCode::not_found},
      {kInvitationNotFound, ErrorCode::not_found},
      {kNotAMemberToChange, ErrorCode::permission_denied},
      {kMayNotDeleteMember, ErrorCode::permission_denied},
      {kMayNotUpdate, ErrorCode::permission_denied},
      {kInvalidEmail, ErrorCode::invalid_argument},
  };
  for (const auto& [refusal, code] : cases) {
    const Error error = contract_error(refuse(refusal).error());
    EXPECT_EQ(error.code, code) << refusal.code;
    EXPECT_EQ(error.status, 0);
    EXPECT_EQ(error.name, "");
    EXPECT_TRUE(error.message.ends_with('.')) << error.message;
  }
}

TEST(ForCallers, LeaveOtherErrorsAsTheyAre) {
  const Error error = contract_error(Error{ErrorCode::unavailable, "Try again.", "D1 is away"});
  EXPECT_EQ(error.code, ErrorCode::unavailable);
  EXPECT_EQ(error.cause, "D1 is away");
}

}  // namespace
}  // namespace crow::auth
