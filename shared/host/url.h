// URLs as the platform parses them. There is no second parser: what is checked is what is fetched.
#pragma once

#include <optional>
#include <string_view>

#include "shared/net/address.h"

namespace crow {

// The URL that `text` is, resolved against `base` unless that is empty. Absent for what is none,
// and for texts of more than net::kUrlBytesMax bytes or with a NUL, which parsers treat
// differently.
std::optional<net::Url> parse_url(std::string_view text, std::string_view base = {});

}  // namespace crow
