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
Task<Recorded> record_events(Context& context, std::string_view organization_id,
                             std::span<const std::string_view> events, const Sender& sender);

// The same for one event.
//
// Errors: invalid_argument, when it is not sound.
Task<Recorded> record_event(Context& context, std::string_view organization_id, std::string event,
                            const Sender& sender);

// The same as statements, for a job that stores events in the batch of its step: they are sound
// already. The first one inserts, so that changes() right behind it counts those that were new; the
// last asks for the text index.
std::vector<sql::BoundStatement> store_statements(Context& context,
                                                  std::string_view organization_id,
                                                  const std::vector<StoredEvent>& events);

// The id of an event that was not sound, as far as it can be told.
std::optional<std::string> id_of(std::string_view event);

}  // namespace crow::interactions
