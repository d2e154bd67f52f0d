// For the tests of imports: a worker with its tables, a caller, and the way from a file to the end
// of its import.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/interactions/import-job.h"

namespace crow::interactions {

struct Imports : World {
  Caller ada{.user_id = "ada",
             .organization_id = "north",
             .role = Role::member,
             .permissions = default_permissions(Role::member)};
  Caller eve{.user_id = "eve",
             .organization_id = "south",
             .role = Role::owner,
             .permissions = default_permissions(Role::owner)};

  Imports() { migrate("workers/interactions/migrations"); }

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
  struct Row {
    std::string line;
    static constexpr auto fields = describe(field<&Row::line>("line", ""));
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

  // What is stored, a row each: "type summary".
  std::string stored() {
    static constexpr sql::Statement<Row> kAll{
        "test.all",
        "SELECT type || ' ' || coalesce(summary, '') AS line FROM interaction ORDER BY number"};
    std::string out;
    std::optional<Result<std::vector<Row>>> rows;
    const Root root = crow::run(Database(Host(1), "DB").all(kAll),
                                [&](Result<std::vector<Row>> result) { rows = std::move(result); });
    run();
    for (const Row& row : **rows) out += row.line + "\n";
    return out;
  }
};

}  // namespace crow::interactions
