// What only a JavaScript platform has, natively: Node's own URL parser and TextDecoder, asked over
// a pipe. Node and workerd parse URLs with the same library and decode by the same standard, so a
// native test sees what the worker will see. The process is started by the first question and ends
// with the test.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crow::fake {

// href, scheme with its colon, user name, password, host, port, one a line; absent for no URL.
std::optional<std::string> node_url(std::string_view text, std::string_view base);

// Bytes in a charset as UTF-8; absent for a label that nobody knows.
std::optional<std::string> node_decode(std::string_view label, std::string_view bytes);

// The answer to crypto.scrypt, which OpenSSL gives.
std::string scrypt(std::string_view payload);

}  // namespace crow::fake
