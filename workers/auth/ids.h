// Better Auth's ids and secrets: random letters and digits.
#pragma once

#include <string>

#include "shared/host/host.h"

namespace crow::auth {

// 32 letters and digits: ids of users, sessions, organizations, members, keys; tokens of sessions.
inline std::string new_id() {
  return random_text(32, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

// 64 letters: a key without its prefix.
inline std::string new_key_secret() {
  return random_text(64, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

// 24 letters and digits: what the link of a mail is known by.
inline std::string new_link_token() {
  return random_text(24, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

}  // namespace crow::auth
