// Idempotency-Key: a POST that makes something, sent again, makes it once.
//
//   constexpr Service kService{.name = "products", …, .idempotency = &kIdempotency};
//
// is all a service says; its operations know nothing of it. It then holds for every operation that
// makes something for a caller: POST, answering 201 or 202, bound with serve(), Access member or
// admin (takes_idempotency_key). Elsewhere the header is passed over.
//
// A key names an attempt of one caller (user and organization) at one operation, for 24 hours:
//
//   the same target and body        the first answer once more, with `Idempotent-Replayed: true`
//   another target or body          422 IDEMPOTENCY_MISMATCH
//   while the first is under way    409; it is looked at twice, 100 ms apart, since an answer that
//                                   was just given may be on its way to the database
//   empty, or over 255 characters   400
//
// Kept is what succeeded: status, headers and body of the operation's own response, up to 1 MiB
// (a longer one is not kept, and the next attempt is done again). An operation that fails gives the
// key back, so an attempt that could not succeed may be mended and sent again with the same key;
// what the input's own declaration refuses never takes the key at all.
//
// It costs nothing without the header. With it, one round trip before the operation; the answer is
// kept behind the response's back, and the client does not wait for it. A process that dies between
// the operation's write and that leaves a reservation, which the same attempt takes over after a
// minute: what the operation wrote is then written again, unless its own rules refuse.
//
// The table is shared/sql/idempotency.sql, which a service copies into a migration of its database;
// /ready asks whether it is there. The worker's cron sweeps it.
#pragma once

#include "shared/service/service.h"

namespace crow {

struct Idempotency {
  // Serves an endpoint under the request's key.
  Task<Response> (*serve)(Context& context, const Endpoint& endpoint);
  // Deletes keys that are over.
  Task<> (*sweep)(Context& context);
  // Fails when the database has no table for keys.
  Task<> (*check)(Context& context);
};

// For Service::idempotency. A worker that does not name it holds nothing of all this.
extern const Idempotency kIdempotency;

}  // namespace crow
