// What follows the deletion of an organization or of an account, in the other services: a job, so
// that it comes to its end whoever dies meanwhile. docs/deletion.md has the whole of it.
//
// It erases at once what is there, and once more when nobody is remembered any longer: for ten
// seconds a worker still takes what a credential sends that is gone.
#pragma once

#include <optional>
#include <string>

#include "shared/core/time.h"
#include "shared/service/jobs.h"

namespace crow::auth {

// The ten seconds, and time for what is under way at their end.
inline constexpr std::int64_t kErasingMs = 30 * kSecond;

// Erases what the services hold of an organization, a part at each step.
struct EraseOrganization {
  static constexpr JobKind job{.name = "erase_organization", .attempts_max = 200};
  struct Payload {
    std::string organizationId;
    std::optional<Timestamp> lastsUntil = {};
    static constexpr auto fields =
        describe(field<&Payload::organizationId>("organizationId", "Which one is no more."),
                 field<&Payload::lastsUntil>("lastsUntil", "When it may end, at the earliest."));
  };
};

// The statement that asks for it, for the batch that deletes the organization.
sql::Bound<sql::None> erase_organization_soon(Context& context, std::string_view organization_id);

Task<JobOutcome> erase_organization(JobContext& job, EraseOrganization::Payload payload);

// Deletes the pictures of somebody whose account is gone.
struct EraseUser {
  static constexpr JobKind job{.name = "erase_user", .attempts_max = 200};
  struct Payload {
    std::string userId;
    std::optional<Timestamp> lastsUntil = {};
    static constexpr auto fields =
        describe(field<&Payload::userId>("userId", "Who is no more."),
                 field<&Payload::lastsUntil>("lastsUntil", "When it may end, at the earliest."));
  };
};

Task<JobOutcome> erase_user(JobContext& job, EraseUser::Payload payload);

}  // namespace crow::auth
