// The exports of a worker: requests come in, answers to host calls come in, cancellations come in.
//
// A coroutine is resumed only inside the request that started it: crow_complete carries a token of
// a call which that request made itself. What one request learns for another passes through the
// caches as plain data.
#include <algorithm>
#include <memory>

#include "shared/core/text.h"
#include "shared/host/imports.h"
#include "shared/service/idempotency.h"
#include "shared/service/jobs.h"
#include "shared/service/service.h"

namespace crow {
namespace {

// A request from its first byte to its last: the root of everything that runs for it.
struct Running {
  Context context;
  std::int64_t started_ms;
  Root root = {};
  bool is_answered = false;
};

// Few requests are under way in one instance at a time; a scan of a vector beats a hash table.
std::vector<std::unique_ptr<Running>> running;

std::unique_ptr<Running>* find_running(std::uint32_t id) {
  for (auto& one : running)
    if (one->context.request.id == id) return &one;
  return nullptr;
}

Context make_context(Request request) {
  const Host host(request.id);
  std::vector<Header> passed_on;
  for (const std::string_view name : {"x-request-id", "traceparent"})
    if (const auto value = request.header(name))
      passed_on.push_back({std::string(name), std::string(*value)});
  return {.host = host,
          .request = std::move(request),
          .database = Database(host, service().database),
          .services = Services(host, std::move(passed_on))};
}

// One line per request. No header, no query, no body: a secret cannot get in by accident.
void write_log(const Running& one, int status) {
  const Context& context = one.context;
  json::Writer line;
  line.reserve(512);
  line.begin_object();
  line.member("level", status >= 500 ? "error" : "info").member("service", service().name);
  line.member("id", context.request.header_or("x-request-id", {}));
  line.member("method", name_of(context.request.method));
  line.member("route", context.route.empty() ? "unknown" : context.route);
  line.member("status", status);
  line.member("us", (context.now().ms - one.started_ms) * 1000);
  if (!context.caller.user_id.empty()) {
    line.member("caller", context.caller.user_id);
    line.member("organization", context.caller.organization_id);
  }
  if (context.failure && status >= 500) {
    line.member("error", context.failure->message).member("cause", context.failure->cause);
    line.member("where", concat(std::string_view(context.failure->where.file_name()), ':',
                                std::size_t{context.failure->where.line()}));
  }
  line.end_object();
  log_line(line.str());
}

void respond(Running& one, Response response) {
  if (one.context.request.method == Method::head && !response.is_forwarded) {
    response.with("content-length", to_text(static_cast<std::int64_t>(response.body.size())));
    response.body.clear();
  }
  if (variable_or("ENVIRONMENT", "production") != "production")
    response.with("server-timing",
                  concat(service().name, ";dur=", one.context.now().ms - one.started_ms));
  const std::string headers = header_lines(response.headers);
  one.is_answered = true;
  if (!response.is_streamed)
    crow_respond(one.context.request.id, response.status, headers.data(), headers.size(),
                 response.body.data(), response.body.size(), response.is_forwarded);
  write_log(one, response.status);
}

// Work that goes on after the answer. Its failures concern the log alone.
Task<> drain(std::vector<Task<>> background) {
  for (Task<>& task : background) {
    const auto outcome = co_await std::move(task).as_result();
    if (outcome) continue;
    json::Writer line;
    line.begin_object().member("level", "error").member("service", service().name);
    line.member("error", outcome.error().message).member("cause", outcome.error().cause);
    line.end_object();
    log_line(line.str());
  }
}

// Whoever asked for a job did so in a batch that is over by now.
void wake(Context& context) {
  const JobTable* jobs = service().jobs;
  if (jobs && context.wake_seconds != 0) context.background.push_back(jobs->wake(context));
}

// After anything ran for a request: goes on with its background work, or forgets it.
void settle(std::uint32_t id) {
  auto* found = find_running(id);
  if (!found || !(*found)->root.finished()) return;
  Running& one = **found;
  wake(one.context);
  if (!one.context.background.empty()) {
    one.root = run(drain(std::exchange(one.context.background, {})), [](const Result<>&) {});
    return settle(id);
  }
  const std::unique_ptr<Running> last = std::move(*found);
  running.erase(running.begin() + (found - running.data()));
  crow_finish(id);
}

Running& begin(Request request) {
  const std::int64_t now = Host(request.id).now().ms;
  running.push_back(std::make_unique<Running>(make_context(std::move(request)), now));
  return *running.back();
}

void start_request(std::uint32_t id, std::string_view head) {
  Running& one = begin(parse_request(id, head));
  // `one` stays where it is: the vector holds pointers.
  one.root = run(dispatch(one.context, service()), [&one](Result<Response> response) {
    // dispatch never fails; a Root has no place for an error, so the compiler wants both branches.
    respond(one, response ? std::move(*response)
                          : error_response(response.error(), one.context.request));
  });
  settle(id);
}

// What is due at a cron of the worker.
Task<> do_scheduled(Context& context) {
  const Service& own = service();
  return detail::run_each(context,
                          {own.scheduled, own.idempotency ? own.idempotency->sweep : nullptr,
                           own.jobs ? own.jobs->sweep : nullptr});
}

// Work that nobody waits for: `request` has no more than an id and a path.
void start_work(Request request, std::string_view route, Task<> (*work)(Context& context)) {
  const std::uint32_t id = request.id;
  Running& one = begin(std::move(request));
  one.context.route = route;
  one.is_answered = true;
  one.root = run(work(one.context), [&one](const Result<>& outcome) {
    if (!outcome) one.context.failure = outcome.error();
    write_log(one, outcome ? 200 : 500);
  });
  settle(id);
}

}  // namespace

void drop_requests() { running.clear(); }

}  // namespace crow

extern "C" {

void crow_start(std::uint32_t request, std::size_t length) {
  const std::string head = crow::host::take_buffer(length);
  crow::start_request(request, head);
}

void crow_scheduled(std::uint32_t request, std::size_t length) {
  crow::Request head;
  head.id = request;
  head.path = crow::host::take_buffer(length);
  const crow::Service& own = crow::service();
  if (own.scheduled || own.idempotency || own.jobs)
    crow::start_work(std::move(head), "scheduled", &crow::do_scheduled);
  else
    crow_finish(request);
}

void crow_wake(std::uint32_t request) {
  crow::Request head;
  head.id = request;
  if (const crow::JobTable* jobs = crow::service().jobs)
    crow::start_work(std::move(head), "jobs", jobs->run);
  else
    crow_finish(request);
}

void crow_complete(std::uint32_t token, std::int32_t is_ok, std::size_t length) {
  const auto request = crow::host::complete(token, is_ok != 0, crow::host::take_buffer(length));
  if (request) crow::settle(*request);
}

void crow_cancel(std::uint32_t request) {
  auto* found = crow::find_running(request);
  // What goes on after the answer is not the client's to cancel.
  if (!found || (*found)->is_answered || (*found)->context.outlives_client) return;
  const std::unique_ptr<crow::Running> last = std::move(*found);
  crow::running.erase(crow::running.begin() + (found - crow::running.data()));
  crow_finish(request);
}
}
