// Who calls, and what they may do.
//
// The gateway finds the caller, auth signs who it is (internal token), and each service reads it
// from that token: see token.h. Everything below the kernel receives a Caller that was verified.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "shared/core/describe.h"

namespace crow {

enum class Role : std::uint8_t { owner, admin, member };
constexpr auto names(Role) { return std::to_array<std::string_view>({"owner", "admin", "member"}); }

// What an admin can switch off for a person. Catalog and organization reads need membership only.
enum class Permission : std::uint8_t {
  chat,
  interactions,
  patterns,
  team_management,
  api_key_management
};
constexpr auto names(Permission) {
  return std::to_array<std::string_view>(
      {"chat", "interactions", "patterns", "teamManagement", "apiKeyManagement"});
}

// The pricing tier of an organization, which sets its limits (DESIGN 9.2).
enum class Tier : std::uint8_t { free, starter, professional, enterprise };
constexpr auto names(Tier) {
  return std::to_array<std::string_view>({"Free", "Starter", "Professional", "Enterprise"});
}

// A set of permissions.
class Permissions {
 public:
  constexpr Permissions() = default;
  constexpr Permissions(std::initializer_list<Permission> all) {
    for (const Permission permission : all) add(permission);
  }
  constexpr void add(Permission permission) { bits_ |= bit(permission); }
  constexpr void remove(Permission permission) {
    bits_ &= static_cast<std::uint8_t>(~bit(permission));
  }
  constexpr bool has(Permission permission) const { return bits_ & bit(permission); }
  bool operator==(const Permissions&) const = default;

 private:
  static constexpr std::uint8_t bit(Permission permission) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(permission));
  }
  std::uint8_t bits_ = 0;
};

// What a role may do before an admin changes it: owner and admin all, member the three readers.
constexpr Permissions default_permissions(Role role) {
  Permissions permissions{Permission::chat, Permission::interactions, Permission::patterns};
  if (role != Role::member) {
    permissions.add(Permission::team_management);
    permissions.add(Permission::api_key_management);
  }
  return permissions;
}

struct Caller {
  std::string user_id;
  std::string organization_id;
  Role role = Role::member;
  Permissions permissions;
  Tier tier = Tier::free;

  bool is_admin() const { return role != Role::member; }
};

}  // namespace crow
