// What an operation gets: the request, the caller, and every capability it may use. Built once per
// request; natively the same capabilities stand on real SQLite and OpenSSL (shared/host/fake).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/core/task.h"
#include "shared/host/database.h"
#include "shared/host/host.h"
#include "shared/host/services.h"
#include "shared/http/message.h"
#include "shared/identity/caller.h"

namespace crow {

struct Context;

// Who looks at an operation's input before the operation runs: read_input() shows it the body as it
// came, and asks it when everything in it is sound. See idempotency.h.
struct InputGuard {
  virtual void see_body(std::string_view body) = 0;
  virtual Task<> admit(Context& context) = 0;

 protected:
  ~InputGuard() = default;
};

struct Context {
  Host host;
  Request request;
  Database database;
  Services services;
  // Who calls. Set before an operation runs whose Access is member or admin; else empty.
  Caller caller = {};
  // Headers that the operation adds to its answer, Set-Cookie above all. Kept for errors too.
  std::vector<Header> reply_headers = {};
  // Work that goes on after the answer: `context.background.push_back(flush(host, …))`. It holds
  // the worker alive for at most 30 seconds and is lost when the process dies; what must not be
  // lost belongs into the jobs table.
  std::vector<Task<>> background = {};
  // Bit n: jobs were asked for, and a runner is to be woken in n seconds (jobs.h).
  std::uint64_t wake_seconds = 0;
  InputGuard* input_guard = nullptr;
  // Set when what runs must come to its end although the client leaves.
  bool outlives_client = false;
  // The route that matched, for the log: "/users/{id}".
  std::string_view route = {};
  // The error that the answer tells of, for the log.
  std::optional<Error> failure = {};

  Timestamp now() const { return host.now(); }
};

}  // namespace crow
