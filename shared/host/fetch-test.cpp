#include "shared/host/fetch.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow {
namespace {

using Page = FakeInternet::Page;
using Visit = FakeInternet::Visit;

// A world whose pages are in a map, and what a fetch in it comes to.
struct Web : World {
  std::map<std::string, Page> known;
  Web() {
    internet.pages = [this](const Visit& visit) {
      const auto found = known.find(visit.href);
      return found == known.end() ? Page{.status = 404} : found->second;
    };
  }
  void redirect(std::string from, std::string to, int status = 302) {
    known[std::move(from)] = {.status = status, .headers = {{"location", std::move(to)}}};
  }
  Result<Fetched> fetch(std::string url, FetchOptions options = {}) {
    std::optional<Result<Fetched>> outcome;
    const Root root = crow::run(crow::fetch(Host(1), std::move(url), std::move(options)),
                                [&](Result<Fetched> result) { outcome = std::move(result); });
    World::run();
    return std::move(*outcome);
  }
  // "200 body" or the reason of the failure.
  std::string words(std::string url, FetchOptions options = {}) {
    const auto fetched = fetch(std::move(url), std::move(options));
    if (!fetched) return std::string(reason_of(fetched.error()));
    return concat(fetched->status, ' ', fetched->body);
  }
};

TEST(Fetch, GivesStatusHeadersAndBody) {
  Web web;
  web.known["https://shop.example/feed"] = {.headers = {{"etag", "\"1\""}},
                                            .body = std::string(2'500, 'x')};
  const auto fetched = web.fetch("https://Shop.example/a/../feed#top");
  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->status, 200);
  EXPECT_EQ(fetched->header("etag"), "\"1\"");
  EXPECT_EQ(fetched->body.size(), 2'500u);
  EXPECT_EQ(fetched->url, "https://shop.example/feed") << "a fragment is for browsers";
  EXPECT_EQ(web.internet.open(), 0u);
}

TEST(Fetch, SendsConditionalHeadersAndSaysWhoItIs) {
  Web web;
  web.known["https://shop.example/"] = {.status = 304};
  EXPECT_EQ(web.words("https://shop.example/", {.headers = {{"if-none-match", "\"1\""}}}), "304 ");
  EXPECT_EQ(web.internet.visits[0].header("if-none-match"), "\"1\"");
  EXPECT_NE(web.internet.visits[0].header("user-agent").find("CrowBot"), std::string::npos);
}

TEST(Fetch, FollowsFiveRedirectsAndNoSixth) {
  Web web;
  for (int i = 0; i < 6; ++i)
    web.redirect(concat("https://shop.example/", i), concat("/", i + 1), i == 0 ? 301 : 307);
  web.known["https://shop.example/6"] = {.body = "there"};
  EXPECT_EQ(web.words("https://shop.example/1"), "200 there");
  EXPECT_EQ(web.words("https://shop.example/0"), "too_many_redirects");
  EXPECT_EQ(web.words("https://shop.example/1", {.redirects_max = 0}), "too_many_redirects");
  EXPECT_EQ(web.internet.open(), 0u);
}

TEST(Fetch, ChecksEveryHop) {
  Web web;
  web.redirect("https://shop.example/a", "https://other.example/b");
  web.redirect("https://other.example/b", "http://127.0.0.1/admin");
  web.redirect("https://shop.example/c", "//169.254.169.254/latest");
  web.redirect("https://shop.example/d", "file:///etc/passwd");
  web.redirect("https://shop.example/e", "https://user@other.example/");
  web.redirect("https://shop.example/f", "https://other.example:8443/");
  web.redirect("https://shop.example/g", "http://[::ffff:7f00:1]/");
  for (const char* path : {"a", "c", "d", "e", "f", "g"})
    EXPECT_EQ(web.words(concat("https://shop.example/", path)), "blocked_address") << path;
  web.redirect("https://shop.example/h", "http://[::1");
  EXPECT_EQ(web.words("https://shop.example/h"), "invalid_address");
  for (const Visit& visit : web.internet.visits)
    EXPECT_EQ(visit.href.find("127.0.0.1"), std::string::npos) << visit.href;
  EXPECT_EQ(web.internet.open(), 0u);
}

TEST(Fetch, ARedirectWithoutAPlaceIsAnAnswer) {
  Web web;
  web.known["https://shop.example/"] = {.status = 302, .body = "here"};
  EXPECT_EQ(web.words("https://shop.example/"), "302 here");
}

TEST(Fetch, AResponseThatIsTooLargeIsLeftThere) {
  Web web;
  web.known["https://shop.example/"] = {.body = std::string(5'000, 'x'), .is_endless = true};
  EXPECT_EQ(web.words("https://shop.example/", {.bytes_max = 100'000}), "too_large");
  EXPECT_EQ(web.internet.open(), 0u);
  web.known["https://shop.example/"] = {.body = std::string(5'000, 'x')};
  EXPECT_TRUE(web.words("https://shop.example/", {.bytes_max = 5'000}).starts_with("200 x"));
  EXPECT_EQ(web.words("https://shop.example/", {.bytes_max = 4'999}), "too_large");
}

TEST(Fetch, WhoeverDropsADownloadEndsTheTransfer) {
  Web web;
  web.known["https://shop.example/"] = {.body = "x", .is_endless = true};
  {
    const Root root = crow::run(open_download(Host(1), "https://shop.example/"),
                                [](const Result<Download>& result) { EXPECT_TRUE(result); });
    web.run();
  }
  web.run();
  EXPECT_EQ(web.internet.open(), 0u);
}

TEST(Fetch, SaysWhatTheHostSaid) {
  Web web;
  for (const auto& [said, reason] :
       std::map<std::string, std::string>{{"timed_out", "timed_out"},
                                          {"too_large", "too_large"},
                                          {"bad_encoding", "bad_encoding"},
                                          {"Network connection lost.", "unreachable"}}) {
    web.known["https://shop.example/"] = {.failure = said};
    const auto fetched = web.fetch("https://shop.example/");
    ASSERT_FALSE(fetched);
    EXPECT_EQ(reason_of(fetched.error()), reason);
    EXPECT_EQ(fetched.error().message.find("Network"), std::string::npos);
  }
}

TEST(Fetch, AsksDnsWhereAResolverIsNamedAndTakesPublicAnswersAlone) {
  Web web;
  web.set_variable("DOH_URL", "https://resolver.example/dns-query");
  std::map<std::string, std::string> answers;
  web.internet.pages = [&](const Visit& visit) {
    if (!visit.href.starts_with("https://resolver.example/")) return Page{.body = "page"};
    EXPECT_EQ(visit.header("accept"), "application/dns-json");
    const auto found = answers.find(visit.href.substr(visit.href.find("name=")));
    if (found == answers.end()) return Page{.body = R"({"Status":3})"};
    return Page{.body = R"({"Status":0,"TC":false,"Answer":[)" + found->second + "]}"};
  };
  const auto record = [](int type, std::string_view data) {
    return concat(R"({"name":"x","type":)", type, R"(,"TTL":60,"data":")", data, R"("})");
  };
  answers["name=good.example&type=A"] =
      record(5, "cdn.example.") + "," + record(1, "93.184.216.34");
  EXPECT_EQ(web.words("https://good.example/"), "200 page");
  EXPECT_EQ(web.internet.visits.size(), 3u);
  EXPECT_EQ(web.words("https://good.example/again"), "200 page");
  EXPECT_EQ(web.internet.visits.size(), 4u) << "what was public a moment ago is not asked again";
  web.now_ms += 31'000;
  web.words("https://good.example/");
  EXPECT_EQ(web.internet.visits.size(), 7u);

  answers["name=inner.example&type=A"] = record(1, "10.0.0.7");
  EXPECT_EQ(web.words("https://inner.example/"), "blocked_address");
  answers["name=half.example&type=A"] = record(1, "93.184.216.34") + "," + record(1, "127.0.0.1");
  EXPECT_EQ(web.words("https://half.example/"), "blocked_address");
  answers["name=six.example&type=A"] = record(1, "93.184.216.34");
  answers["name=six.example&type=AAAA"] = record(28, "::ffff:10.0.0.1");
  EXPECT_EQ(web.words("https://six.example/"), "blocked_address");
  EXPECT_EQ(web.words("https://nobody.example/"), "unknown_host");
  answers["name=odd.example&type=A"] = record(1, "not an address");
  EXPECT_EQ(web.words("https://odd.example/"), "blocked_address");
  EXPECT_EQ(web.words("http://93.184.216.34/"), "200 page");
}

TEST(Fetch, WithoutAnAnswerOfTheResolverNothingIsFetched) {
  Web web;
  web.set_variable("DOH_URL", "https://resolver.example/dns-query");
  for (const Page& answer :
       {Page{.failure = "timed_out"}, Page{.status = 500, .body = "{}"}, Page{.body = "no json"},
        Page{.body = R"({"Status":2})"}, Page{.body = "x", .is_endless = true}}) {
    web.internet.pages = [&](const Visit& visit) {
      return visit.href.starts_with("https://resolver.example/") ? answer : Page{.body = "page"};
    };
    const auto fetched = web.fetch("https://silent.example/");
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().code, ErrorCode::unavailable);
  }
}

TEST(Fetch, LoopbackShopsAreForDevelopmentAlone) {
  Web web;
  web.known["http://127.0.0.1:4000/"] = {.body = "shop"};
  web.set_variable("ALLOW_SHOPS", "http://127.0.0.1:4000, http://localhost:4001");
  EXPECT_EQ(web.words("http://127.0.0.1:4000/"), "200 shop");
  EXPECT_EQ(web.words("http://127.0.0.1:4001/"), "blocked_address");
  web.redirect("http://127.0.0.1:4000/out", "http://127.0.0.1:4002/");
  EXPECT_EQ(web.words("http://127.0.0.1:4000/out"), "blocked_address");
  web.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(web.words("http://127.0.0.1:4000/"), "blocked_address");
}

TEST(Fetch, OwnNamesAndFurtherPortsComeFromVariables) {
  Web web;
  web.set_variable("OWN_NAMES", "crowai.dev, crow.example");
  web.set_variable("FETCH_PORTS", "8080");
  EXPECT_EQ(web.words("https://api.crowai.dev/"), "blocked_address");
  EXPECT_EQ(web.words("https://crow.example/"), "blocked_address");
  EXPECT_EQ(web.words("https://shop.example:8080/"), "404 ");
  EXPECT_EQ(web.words("https://shop.example:8081/"), "blocked_address");
}

TEST(Fetch, AnAddressCanBeCheckedWithoutFetching) {
  Web web;
  EXPECT_TRUE(check_address("https://shop.example/feed.xml"));
  EXPECT_EQ(reason_of(check_address("http://localhost/").error()), "blocked_address");
  EXPECT_EQ(reason_of(check_address("feed.xml").error()), "invalid_address");
  EXPECT_EQ(check_address("http://[::1]/").error().message,
            "The address lies in a network that is not public.");
  EXPECT_TRUE(web.operations.empty());
}

}  // namespace
}  // namespace crow
