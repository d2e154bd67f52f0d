// Storing events: the one way in, whoever sends.
#pragma once

#include <span>
#include <string>

#include "shared/service/context.h"
#include "workers/interactions/event.h"

namespace crow::interactions {

// Reads, checks, scores and stores events of an organization, each as its sender wrote it, in one
// round trip. What is not sound is told in the answer and stops nothing else. The texts must
// outlive the task.
//
// Errors: invalid_argument, when one of them is no JSON at all; those of the database. What was
// stored before an error is a duplicate when it is sent again.
//
// A batch with a name counts as it did the first time, however often it is sent within two days: so
// a sender that died before it heard the answer sends it again.
Task<Recorded> record_events(Context& context, std::string_view organization_id,
                             std::span<const std::string_view> events, const Sender& sender,
                             std::string_view batch_id = {});

// The same for one event.
//
// Errors: invalid_argument, when it is not sound.
Task<Recorded> record_event(Context& context, std::string_view organization_id, std::string event,
                            const Sender& sender);

// Forgets the names of batches that nobody sends again.
sql::Bound<sql::None> forget_batches(Timestamp now);

}  // namespace crow::interactions
