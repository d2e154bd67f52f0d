// Names out of the data, as sentences and mail may quote them.
#pragma once

#include <string>
#include <string_view>

namespace crow {

// In one line of at most 80 characters, without what nobody sees or what turns the direction of
// writing, and with apostrophes for quotation marks: a name that a stranger chose, or that comes
// from a web page, must not end its own quotation and go on as if the platform spoke. `name` is
// UTF-8.
std::string plain_name(std::string_view name);

}  // namespace crow
