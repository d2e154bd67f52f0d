// What the audit log tells of.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace crow {

enum class AuditAction : std::uint8_t {
  signed_in,
  sign_in_failed,
  session_revoked,
  password_changed,
  password_reset,
  email_changed,
  user_deleted,
  key_created,
  key_changed,
  key_deleted,
  organization_created,
  organization_updated,
  organization_deleted,
  member_invited,
  invitation_rejected,
  invitation_canceled,
  member_joined,
  member_role_changed,
  member_removed,
  member_left,
  permissions_changed,
};
constexpr auto names(AuditAction) {
  return std::to_array<std::string_view>({"signed_in",
                                          "sign_in_failed",
                                          "session_revoked",
                                          "password_changed",
                                          "password_reset",
                                          "email_changed",
                                          "user_deleted",
                                          "key_created",
                                          "key_changed",
                                          "key_deleted",
                                          "organization_created",
                                          "organization_updated",
                                          "organization_deleted",
                                          "member_invited",
                                          "invitation_rejected",
                                          "invitation_canceled",
                                          "member_joined",
                                          "member_role_changed",
                                          "member_removed",
                                          "member_left",
                                          "permissions_changed"});
}

}  // namespace crow
