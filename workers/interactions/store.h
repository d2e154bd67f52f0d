// Storing events: the one way in, whoever sends.
#pragma once

#include <string>
#include <vector>

#include "shared/service/context.h"
#include "workers/interactions/event.h"

namespace crow::interactions {

// Reads, checks, scores and stores events of an organization, each a JSON text, in one round trip.
// What is not sound is told in the answer and stops nothing else.
//
// Errors: invalid_argument, when one is not JSON at all; those of the database. Then nothing was
// stored.
Task<Recorded> record_events(Context& context, std::string_view organization_id,
                             std::vector<std::string_view> events, const Sender& sender);

// The same for one event.
//
// Errors: invalid_argument, when it is not sound.
Task<Recorded> record_event(Context& context, std::string_view organization_id, std::string event,
                            const Sender& sender);

}  // namespace crow::interactions
