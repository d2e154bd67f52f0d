// The host, natively: real SQLite, OpenSSL's cryptography, a clock that stands where a test puts
// it, and the other services as functions. Handlers run in it through the very exports that workerd
// calls.
//
//   World world;
//   world.migrate("workers/auth/migrations");
//   auto reply = world.send({.method = "GET", .target = "/api/v1/users/me", .headers =
//   {{"authorization", token}}}); EXPECT_EQ(reply.status, 200);
//
// One World at a time. Everything runs on the test's thread: an operation that a handler starts
// waits in a queue until `run`, so that every await really suspends.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/host/fake/ai.h"
#include "shared/host/fake/answer.h"
#include "shared/host/fake/bucket.h"
#include "shared/host/fake/internet.h"
#include "shared/host/fake/memory.h"
#include "shared/host/fake/sqlite.h"
#include "shared/host/fake/vectors.h"
#include "shared/http/message.h"
#include "shared/identity/caller.h"

namespace crow {

class World {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  struct Message {
    std::string method = "GET";
    std::string target = "/";
    Headers headers = {};
    std::string body = {};
  };

  struct Reply {
    int status = 0;
    Headers headers = {};
    std::string body = {};
    bool is_forwarded = false;
    // The value of a header, empty when absent.
    std::string header(std::string_view name) const;
    // All values of a header, for Set-Cookie.
    std::vector<std::string> all(std::string_view name) const;
  };

  // Another service behind a binding. A status of 0 leaves the answer to the World.
  using Neighbour = std::function<Reply(const Message&)>;

  World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  // Applies a folder's migrations to the database.
  void migrate(const std::string& folder);
  Sqlite& database() { return *database_; }
  void set_variable(std::string name, std::string value);
  void set_neighbour(std::string binding, Neighbour neighbour);
  std::int64_t now_ms = 1'790'000'000'000;  // Moves only when a test moves it.

  // Sends a request and runs until it is answered and nothing is left to do for it.
  Reply send(Message message);
  // GET with headers.
  Reply get(std::string target, Headers headers = {});
  // POST of a JSON body.
  Reply post(std::string target, std::string json, Headers headers = {});

  // Only starts it; the number of the request. `run` goes on, `reply_to` looks.
  std::uint32_t start(Message message);
  void cancel(std::uint32_t request);
  // Performs what waits in the queue, until it is empty or `most` operations are done.
  void run(std::size_t most = ~std::size_t{0});
  const Reply* reply_to(std::uint32_t request) const;
  void scheduled(std::string_view cron);
  // A message of the worker's queue arrives; only starts what it wakes, and returns its number.
  std::uint32_t wake();
  // The process dies: nothing under way goes on. With `is_done`, what it asked for last is still
  // done, and it never hears of that.
  void kill(bool is_done = false);

  // The next operation of this name fails with `message`.
  void fail_next(std::string operation, std::string message);

  // A header pair that makes `caller` the caller, signed by a key of the World's own auth.
  std::pair<std::string, std::string> as(const Caller& caller);

  FakeInternet internet;                       // What lies behind fetched addresses.
  FakeAi ai;                                   // AI of others.
  std::map<std::string, FakeBucket> buckets;   // By binding; empty at first.
  std::map<std::string, FakeVectors> vectors;  // Likewise.
  std::vector<std::string> log;                // Lines written.
  std::vector<std::string> mail;               // Sent by mail: JSON of shared/host/mail.h.
  std::vector<std::int64_t> messages;          // Sent to queues: the delay of each, in seconds.
  std::vector<std::string> operations;         // Names of the operations started, in order.
  std::optional<std::int64_t> alarm;           // When the Durable Object wakes by itself.
  int clears = 0;                              // How often it let go of all that it has.
  // What the object remembers whose requests these are; without one, nobody does.
  std::optional<FakeMemory> memory;
  // The objects that were to forget, in order; the memory above is that of each.
  std::vector<std::string> forgotten;
  std::size_t waiting() const { return queue_.size(); }

 private:
  friend struct FakeHost;
  struct Operation {
    std::uint32_t request, token;
    std::string name, binding, payload;
  };
  struct Exchange {
    Message message;
    std::optional<Reply> reply;
    bool is_finished = false;
    std::size_t body_at = 0;  // How much of the body was taken in pieces.
  };
  void perform(const Operation& operation);
  HostAnswer answer(const Operation& operation);
  Sqlite& database_of(const std::string& binding);
  Reply call_neighbour(const std::string& binding, const Message& message);

  std::unique_ptr<Sqlite> database_;
  std::map<std::string, std::string> variables_;
  std::map<std::string, Neighbour> neighbours_;
  std::map<std::string, std::string> failures_;
  std::map<std::string, std::string> decoders_;  // What text decoders have so far.
  std::map<std::uint32_t, Exchange> exchanges_;
  std::deque<Operation> queue_;
  std::uint32_t last_request_ = 0;
  std::string key_id_, private_key_, public_key_;
};

}  // namespace crow
