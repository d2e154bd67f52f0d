// For tests: a worker with its tables, a shop in the world outside, and an extractor and a catalog
// beside it.
//
//   Crawls world;
//   world.shop.page("/", links({"/p/1"}));
//   world.shop.page("/p/1", product("A1"));
//   EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 2 pages 1 products");
//
// A page's body is what the extractor shall answer, so the extractor here gives back what it gets.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "shared/contracts/crawler.h"
#include "shared/contracts/extractor.h"
#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "workers/crawler/frontier.h"
#include "workers/crawler/seen-product.h"

namespace crow::crawler {

using Extracted = extractor::ExtractPage::Output;

inline Extracted links(std::vector<std::string> urls) {
  Extracted page;
  for (std::string& url : urls) page.links.push_back({std::move(url), false});
  return page;
}

inline Extracted product(std::string sku, std::string price = "9.99") {
  Extracted page;
  page.isProduct = true;
  extractor::Product& made = page.products.emplace_back();
  made.name = "Product " + sku;
  made.sku = std::move(sku);
  made.price = std::move(price);
  made.currency = "EUR";
  made.availability = "InStock";
  return page;
}

// A shop of pages by path, in the world outside.
struct FakeShop {
  std::map<std::string, FakeInternet::Page> pages;
  std::vector<std::string> visits;  // Of every address: "/p/1", or all of one of another host.
  std::vector<FakeInternet::Visit> seen;

  FakeInternet::Page& page(const std::string& path, const Extracted& content) {
    return text(path, json::write(content), "text/html");
  }
  FakeInternet::Page& text(const std::string& path, std::string body,
                           std::string type = "text/plain") {
    return pages[path] = {.headers = {{"content-type", std::move(type)}}, .body = std::move(body)};
  }
  FakeInternet::Page& redirect(const std::string& path, std::string to) {
    return pages[path] = {.status = 302, .headers = {{"location", std::move(to)}}};
  }
  std::ptrdiff_t visited(std::string_view path) const { return std::ranges::count(visits, path); }

  FakeInternet::Page answer(const FakeInternet::Visit& visit) {
    constexpr std::string_view kOrigin = "https://shop.example";
    const bool is_ours = visit.href.starts_with(kOrigin);
    const std::string path = is_ours ? visit.href.substr(kOrigin.size()) : visit.href;
    visits.push_back(path);
    seen.push_back(visit);
    const auto found = pages.find(path);
    if (found == pages.end()) return {.status = 404};
    FakeInternet::Page page = found->second;
    for (const auto& [name, value] : page.headers)
      if (name == "etag" && visit.header("if-none-match") == value)
        return {.status = 304, .headers = {{"etag", value}}};
    return page;
  }
};

// The catalog, as products keeps it.
struct FakeCatalog {
  std::map<std::string, products::SeenProduct> products;  // By identity.
  std::vector<std::size_t> batches;
  std::map<std::string, std::string> named;  // Of batches with a name, the answer.
  bool is_away = false;

  World::Reply answer(const World::Message& message) {
    if (is_away)
      return {503, {}, R"({"error":{"code":"UNAVAILABLE","message":"","details":null}})"};
    EXPECT_EQ(message.target, products::UpsertProducts::operation.path);
    auto input = json::read<products::UpsertProducts::Input>(message.body);
    EXPECT_TRUE(input) << (input ? "" : input.error().message) << message.body;
    if (!input) return {400, {}, "{}"};
    products::UpsertProducts::Output output;
    batches.push_back(input->products.value.size());
    for (products::SeenProduct& one : input->products.value) {
      one.seenAt = std::nullopt;
      const std::string id = identity_of(one);
      const auto known = products.find(id);
      if (known == products.end())
        ++output.created;
      else if (json::write(known->second) == json::write(one))
        ++output.unchanged;
      else
        ++output.updated;
      output.ids.push_back(id);
      products[id] = std::move(one);
    }
    if (input->batchId)
      return {200, {}, named.try_emplace(input->batchId->value, json::write(output)).first->second};
    return {200, {}, json::write(output)};
  }
};

// One of a job's errors.
struct ErrorEntry {
  std::string url, code, message, at;
  static constexpr auto fields =
      describe(field<&ErrorEntry::url>("url", ""), field<&ErrorEntry::code>("code", ""),
               field<&ErrorEntry::message>("message", ""), field<&ErrorEntry::at>("at", ""));
};

struct Crawls : World {
  static Caller caller(std::string user, std::string organization, Role role) {
    return {std::move(user), std::move(organization), role, default_permissions(role), Tier::free};
  }
  Caller ada = caller("ada", "north", Role::owner);
  Caller dan = caller("dan", "north", Role::member);
  Caller eve = caller("eve", "south", Role::owner);
  FakeShop shop;
  FakeCatalog catalog;
  bool is_extractor_away = false;

  Crawls() {
    migrate("workers/crawler/migrations");
    internet.pages = [this](const FakeInternet::Visit& visit) { return shop.answer(visit); };
    set_neighbour("PRODUCTS", [this](const Message& message) { return catalog.answer(message); });
    set_neighbour("EXTRACTOR", [this](const Message& message) {
      return is_extractor_away ? Reply{500, {}, "{}"} : Reply{200, {}, message.body};
    });
  }
  ~Crawls() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  Reply post_as(const Caller& by, std::string_view path, std::string body) {
    return post(concat("/api/v1", path), std::move(body), {as(by)});
  }
  Reply get_as(const Caller& by, std::string_view path) {
    return get(concat("/api/v1", path), {as(by)});
  }
  Reply crawl(std::string url, std::string_view type = "url", std::string_view more = {}) {
    return post_as(ada, "/products/crawler-jobs",
                   concat(R"({"sourceType":")", type, R"(","sourceValue":")", url, '"', more, '}'));
  }

  static std::string id_in(const Reply& reply) {
    EXPECT_EQ(reply.status, 202) << reply.body;
    const auto job = json::read<CrawlerJob>(reply.body);
    EXPECT_TRUE(job) << reply.body;
    return job ? job->id : "";
  }
  CrawlerJob look(const std::string& id) {
    return read_body<CrawlerJob>(get_as(ada, "/products/crawler-jobs/" + id));
  }
  static Counts counts_in(const CrawlerJob& job) {
    auto counts = json::read<Counts>(job.counts.text);
    EXPECT_TRUE(counts) << job.counts.text;
    return counts.value_or(Counts{});
  }
  Counts counts_of(const std::string& id) { return counts_in(look(id)); }
  // "code url" of each error, the latest first.
  static std::vector<std::string> errors_in(const CrawlerJob& job) {
    std::vector<std::string> out;
    const auto errors = json::read<std::vector<ErrorEntry>>(job.errors.text);
    EXPECT_TRUE(errors) << job.errors.text;
    if (errors)
      for (const ErrorEntry& one : *errors) out.push_back(concat(one.code, ' ', one.url));
    return out;
  }

  // Lets jobs run, retries and all, until nothing is due.
  void work(int turns = 40) {
    for (int i = 0; i < turns; ++i) {
      wake();
      run();
      now_ms += 20'000;
    }
  }
  void cron() {
    scheduled("* * * * *");
    run();
  }

  // "completed 2 pages 1 products", or the status and the error's code.
  static std::string words(const CrawlerJob& job) {
    const Counts counts = counts_in(job);
    if (job.error) {
      const auto code = job.error->text.find("\"code\":\"") + 8;
      return concat(name_of(job.status), ' ',
                    job.error->text.substr(code, job.error->text.find('"', code) - code));
    }
    return concat(name_of(job.status), ' ', counts.read, " pages ", counts.products, " products");
  }
  std::string end_of(const Reply& reply) {
    const std::string id = id_in(reply);
    work();
    return words(look(id));
  }
};

}  // namespace crow::crawler
