// For tests of contexts: an organization with interactions and products, as the other services tell
// of them, and the platform's own templates.
#pragma once

#include "shared/contracts/interactions-internal.h"
#include "shared/contracts/models.h"
#include "shared/contracts/organizations.h"
#include "shared/contracts/search-internal.h"
#include "shared/identity/testing.h"
#include "workers/models/handlers.h"
#include "workers/organizations/context-job.h"

namespace crow::organizations {

struct Contexts : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);
  interactions::CountForService::Output now, before;
  search::CountForService::Output products;
  std::vector<std::string> asked;   // Bindings, in the order they were asked.
  std::map<std::string, int> away;  // How often one fails before it answers.

  Contexts() {
    database().allow_scan("jobs");
    now = {.web = 90, .cctv = 30, .social = 0, .total = 120, .days = {}, .types = {}};
    now.days = {{Timestamp{now_ms - kDay}, 70}, {Timestamp{now_ms}, 50}};
    now.types = {{"page_view", 100}, {"purchase", 20}};
    before = {.web = 100, .cctv = 0, .social = 0, .total = 100, .days = {}, .types = {}};
    before.types = {{"page_view", 80}};
    products.total = 12;
    products.facets.availability = {{"InStock", 9}, {"OutOfStock", 3}};
    products.facets.category = {{"Top 10 \"deals\"\n 50 % off", 8}, {"Shoes", 4}};
    products.facets.brand = {{"Peak", 12}};
    products.currency = "EUR";
    products.priced = 12;
    products.lowest = 99'900;
    products.highest = 12'900'000;
    answer<interactions::CountForService>("INTERACTIONS", [this](const auto& input) {
      EXPECT_EQ(input.organizationId.value, northwind);
      return input.to == Timestamp{now_ms} ? now : before;
    });
    answer<search::CountForService>("SEARCH", [this](const auto& input) {
      EXPECT_EQ(input.organizationId.value, northwind);
      return products;
    });
    answer<models::WriteContext>("MODELS", [](auto input) {
      Context context{.host = Host(1),
                      .request = {},
                      .database = Database(Host(1), "DB"),
                      .services = Services(Host(1))};
      models::WriteContext::Output output;
      const Root root = crow::run(models::write_context(context, std::move(input)),
                                  [&](auto result) { output = std::move(*result); });
      return output;
    });
  }

  template <typename Op, typename Function>
  void answer(std::string binding, Function function) {
    set_neighbour(binding, [this, binding, function](const Message& message) {
      EXPECT_EQ(message.target, Op::operation.path);
      asked.push_back(binding);
      if (away[binding]-- > 0) return Reply{503, {}, {}};
      return Reply{200, {}, json::write(typename Op::Output(function(input_of<Op>(message))))};
    });
  }

  std::string path(std::string_view more = {}) const {
    return concat("/api/v1/organizations/", northwind, "/context", more);
  }
  Reply trigger(const Caller& caller) {
    return send_as(caller, {.method = "POST", .target = path("/trigger")});
  }
  OrganizationContext read(const Caller& caller, std::string_view more = {}) {
    return read_body<OrganizationContext>(get_as(caller, path(more)));
  }
  OrganizationContext read() { return read(ada); }
  // A message arrives, and all that is due is done.
  void work() {
    wake();
    run();
  }
  // A version more.
  OrganizationContext write_one() {
    EXPECT_EQ(trigger(ada).status, 202);
    work();
    return read();
  }
  // What a statement of one column and row gives, a whole number.
  std::int64_t number(std::string_view sql) {
    database().allow_scan(sql);
    const auto answer = database().batch(std::array{Sqlite::Call{sql, "[]"}});
    EXPECT_TRUE(answer.has_value()) << sql;
    const std::string_view text = answer ? *answer : std::string_view();
    const auto begin = std::min(text.find_first_of("0123456789"), text.size());
    return to_number(text.substr(begin, text.find_first_of("],.", begin) - begin)).value_or(-1);
  }

  static std::string text_of(const OrganizationContext& context) {
    std::string out;
    for (const ContextSection& section : context.content.sections) {
      out += concat("# ", section.heading, '\n');
      for (const context::Sentence& one : section.sentences) out += concat(one.text, '\n');
    }
    return out;
  }
};

}  // namespace crow::organizations
