// Where pictures of people are served, and whose one is.
//
// What Better Auth's own routes keep as a user's `image` may be any address. Shown to colleagues is
// only what the upload gave: an address elsewhere would tell a stranger who looks at whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crow {

// "https://api.crowai.dev/api/v1/users/pictures/<key>".
std::string picture_url(std::string_view key);

// The key in an address, when it is that of a picture of the user; else empty.
std::string_view own_picture_key(std::string_view url, std::string_view user_id);

// Leaves nothing of an address that is not that of a picture of the user.
void keep_own_picture(std::optional<std::string>& url, std::string_view user_id);

}  // namespace crow
