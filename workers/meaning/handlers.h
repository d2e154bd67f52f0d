// What meaning does, a function for each operation of shared/contracts/meaning.h.
#pragma once

#include "shared/contracts/meaning.h"
#include "shared/service/context.h"

namespace crow::meaning {

Task<PutTexts::Output> put_texts(Context& context, PutTexts::Input input);
Task<ForgetTexts::Output> forget_texts(Context& context, ForgetTexts::Input input);
// Errors: not_implemented, where this deployment has no vectors; unavailable, while there are none
// yet, and when the AI or the index fails.
Task<FindTexts::Output> find_texts(Context& context, FindTexts::Input input);

}  // namespace crow::meaning
