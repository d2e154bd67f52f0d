// What an operation of the host comes to.
#pragma once

#include <expected>
#include <string>

namespace crow {

// Bytes, or the message of its failure.
using HostAnswer = std::expected<std::string, std::string>;

}  // namespace crow
