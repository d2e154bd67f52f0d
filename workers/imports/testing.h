// For the tests of imports: a worker with its tables, callers, interactions and products as far as
// an import sees them, and the way from a file to the end of its import.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shared/contracts/interactions.h"
#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/imports/job.h"

namespace crow::imports {

// Takes events in as interactions does: the first of two with one id wins, a batch counts as it did
// the first time, and one without a time is not taken. It outlives a process that dies.
class FakeInteractions {
 public:
  World::Reply take(const World::Message& message) {
    auto input = json::read<interactions::RecordForService::Input>(message.body);
    if (!input) return {.status = 400, .body = refusal("no such batch")};
    ++calls;
    interactions::Recorded recorded;
    std::int64_t accepted = 0;
    std::vector<Seen> sound;
    for (const RawJson& event : input->events.value) {
      const std::int64_t index = &event - input->events.value.data();
      if (event.text.contains("POISON")) return {.status = 400, .body = refusal("poison")};
      auto seen = json::read<Seen>(event.text, {.unknown = json::Unknown::ignored});
      EXPECT_TRUE(seen) << event.text;
      if (seen->timestamp)
        sound.push_back(std::move(*seen));
      else
        recorded.rejected.push_back({.index = index, .id = seen->id, .error = timeless()});
    }
    for (Seen& seen : sound) {
      if (!ids.insert(concat(input->organizationId.value, ' ', seen.id)).second) continue;
      ++accepted;
      stored += concat(seen.type, ' ', seen.summary.value_or(""), '\n');
    }
    EXPECT_TRUE(input->batchId.has_value());
    recorded.accepted = batches.try_emplace(input->batchId->value, accepted).first->second;
    recorded.duplicates = std::ssize(sound) - recorded.accepted;
    return {.status = 202, .body = json::write(recorded)};
  }

  std::set<std::string> ids;
  std::map<std::string, std::int64_t> batches;
  std::string stored;  // A line each: "type summary".
  int calls = 0;

 private:
  struct Seen {
    std::string id, type;
    std::optional<std::string> timestamp, summary;
    static constexpr auto fields =
        describe(field<&Seen::id>("id", ""), field<&Seen::type>("type", ""),
                 field<&Seen::timestamp>("timestamp", ""), field<&Seen::summary>("summary", ""));
  };
  static RawObject timeless() {
    RawObject error;
    error.text = R"({"message":"timestamp is required"})";
    return error;
  }
  static std::string refusal(std::string_view message) {
    return concat(R"({"error":{"code":"VALIDATION_ERROR","message":")", message,
                  R"(","details":null}})");
  }
};

// Takes products in as products does: the same SKU, or name, is the same product, and a batch with
// a name gets the answer of the first time. It outlives a process that dies.
class FakeProducts {
 public:
  World::Reply take(const World::Message& message) {
    EXPECT_EQ(message.target, "/internal/products/batch");
    auto input = json::read<products::UpsertProducts::Input>(message.body);
    EXPECT_TRUE(input) << message.body;
    if (!input) return {.status = 400};
    EXPECT_TRUE(input->source == products::Source::import && input->batchId);
    products::UpsertProducts::Output output;
    for (const products::SeenProduct& one : input->products.value) {
      const std::string name = one.sku ? one.sku->value : one.name.value;
      const auto [place, is_new] =
          stored.try_emplace(concat(input->organizationId.value, ' ', name), json::write(one));
      const bool is_same = place->second == json::write(one);
      place->second = json::write(one);
      ++(is_new ? output.created : is_same ? output.unchanged : output.updated);
      output.ids.push_back(concat("prod_", name));
    }
    const std::string batch = concat(input->organizationId.value, ' ', input->batchId->value);
    return {.status = 200, .body = batches.try_emplace(batch, json::write(output)).first->second};
  }

  std::map<std::string, std::string> stored;   // "organization sku": the product.
  std::map<std::string, std::string> batches;  // By organization and name, the answer.
};

struct Imports : World {
  Caller ada{.user_id = "ada",
             .organization_id = "north",
             .role = Role::member,
             .permissions = default_permissions(Role::member)};
  Caller eve{.user_id = "eve",
             .organization_id = "south",
             .role = Role::owner,
             .permissions = default_permissions(Role::owner)};

  Caller dan{.user_id = "dan",
             .organization_id = "north",
             .role = Role::admin,
             .permissions = default_permissions(Role::admin)};

  FakeInteractions interactions;
  FakeProducts products;

  Imports() {
    migrate("workers/imports/migrations");
    set_neighbour("INTERACTIONS",
                  [&](const Message& message) { return interactions.take(message); });
    set_neighbour("PRODUCTS", [&](const Message& message) { return products.take(message); });
  }

  FakeBucket& files() { return buckets["FILES"]; }

  // A form with these fields, and the file under its name.
  static Message form(std::string file, std::map<std::string, std::string> fields = {},
                      std::string name = "posts") {
    std::string body;
    for (const auto& [key, value] : fields)
      body += concat("--b\r\nContent-Disposition: form-data; name=\"", key, "\"\r\n\r\n", value,
                     "\r\n");
    body += concat("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"", name,
                   "\"\r\n\r\n", file, "\r\n--b--\r\n");
    return {.method = "POST",
            .target = "/api/v1/interactions/imports",
            .headers = {{"content-type", "multipart/form-data; boundary=b"}},
            .body = std::move(body)};
  }

  Reply ask(Message message, const Caller& caller) {
    message.headers.push_back(as(caller));
    return send(std::move(message));
  }
  Reply ask(Message message) { return ask(std::move(message), ada); }

  Reply upload(std::string file, std::map<std::string, std::string> fields = {}) {
    return ask(form(std::move(file), std::move(fields)));
  }
  Reply address(std::string url, std::string more = {}) {
    return post("/api/v1/interactions/imports", concat("{\"url\":\"", url, "\"", more, "}"),
                {as(ada)});
  }

  // The same for products, by an admin.
  Reply upload_products(std::string file, std::map<std::string, std::string> fields = {}) {
    Message message = form(std::move(file), std::move(fields), "shop");
    message.target = "/api/v1/products/imports";
    return ask(std::move(message), dan);
  }
  ImportWithReports look_at_products(const std::string& id) {
    const Reply reply = get("/api/v1/products/imports/" + id, {as(dan)});
    auto import = json::read<ImportWithReports>(reply.body);
    EXPECT_TRUE(import) << reply.status << " " << reply.body;
    return import ? std::move(*import) : ImportWithReports{};
  }
  ImportWithReports end_of_products(const Reply& reply) {
    const std::string id = id_in(reply);
    work();
    return look_at_products(id);
  }

  static std::string id_in(const Reply& reply) {
    const auto import = json::read<Import>(reply.body);
    EXPECT_TRUE(import) << reply.status << " " << reply.body;
    return import ? import->id : "";
  }

  struct Counts {
    std::int64_t read = 0, accepted = 0, duplicates = 0, rejected = 0;
    static constexpr auto fields = describe(
        field<&Counts::read>("read", ""), field<&Counts::accepted>("accepted", ""),
        field<&Counts::duplicates>("duplicates", ""), field<&Counts::rejected>("rejected", ""));
  };
  struct Failure {
    std::string code, message;
    static constexpr auto fields =
        describe(field<&Failure::code>("code", ""), field<&Failure::message>("message", ""));
  };
  struct Report {
    std::int64_t line = 0;
    std::optional<std::string> id;
    RawObject error;
    static constexpr auto fields =
        describe(field<&Report::line>("line", ""), field<&Report::id>("id", ""),
                 field<&Report::error>("error", ""));
  };

  ImportWithReports look(const std::string& id) {
    const Reply reply = get("/api/v1/interactions/imports/" + id, {as(ada)});
    auto import = json::read<ImportWithReports>(reply.body);
    EXPECT_TRUE(import) << reply.status << " " << reply.body;
    return import ? std::move(*import) : ImportWithReports{};
  }
  static Counts counts(const Import& import) { return *json::read<Counts>(import.counts.text); }
  Counts counts_of(const std::string& id) { return counts(look(id).import); }
  static std::vector<Report> reports(const ImportWithReports& import) {
    return *json::read<std::vector<Report>>(import.reports.text);
  }

  // Lets jobs run, retries and all, until nothing is due.
  void work() {
    for (int i = 0; i < 60; ++i) {
      wake();
      run();
      now_ms += 20'000;
    }
  }

  // "completed read/accepted/duplicates/rejected", or the status and the error's code.
  static std::string words(const Import& import) {
    const Counts all = counts(import);
    std::string out(name_of(import.status));
    if (import.error) {
      const auto failure = *json::read<Failure>(import.error->text);
      return concat(out, ' ', failure.code, ": ", failure.message);
    }
    return concat(out, ' ', all.read, '/', all.accepted, '/', all.duplicates, '/', all.rejected);
  }

  std::string end_of(const Reply& reply) {
    const std::string id = id_in(reply);
    work();
    return words(look(id).import);
  }
};

}  // namespace crow::imports
