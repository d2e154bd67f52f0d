// Guesses, counted: passwords tried for an address, mail sent to it.
//
// The row is written in the batch that reads what is needed anyway, before the dear part, so that
// tries at once count as well as tries one after the other. Addresses that nobody has are counted
// alike.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/service/context.h"

namespace crow::auth {

// Invitations are counted apart from the mail that people ask for themselves: nobody keeps it from
// them by inviting them too often.
enum class Try : std::uint8_t { password, mail, invitation };
constexpr auto names(Try) {
  return std::to_array<std::string_view>({"password", "mail", "invitation"});
}

struct Attempts {
  std::int64_t count = 0;
  Timestamp since;
  static constexpr auto fields =
      describe(field<&Attempts::count>("count", ""), field<&Attempts::since>("since", ""));
};

// Counts one try for an address in lower case; how many there were in this window, and since when.
sql::Bound<Attempts> count_try(Try kind, std::string_view email, Timestamp now);

// After a right password: the next window begins anew.
sql::Bound<sql::None> forget_tries(Try kind, std::string_view email);

// Passwords: 10 in 15 minutes, 100 outside production.
//
// Errors: rate_limited, with the seconds to wait.
Result<> check_tries(const Attempts& attempts, Timestamp now);

// Mail: 5 in an hour, 100 outside production.
bool is_too_much_mail(const Attempts& attempts);

// The rows whose window is over, some of them; for the clean-up.
sql::Bound<sql::None> delete_old_tries(Timestamp now);

}  // namespace crow::auth
