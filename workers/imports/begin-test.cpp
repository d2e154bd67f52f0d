#include "workers/imports/begin.h"

#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

TEST(BeginImport, AFormIsCheckedBeforeAnythingIsKept) {
  Imports world;
  const auto refused = [&](World::Message message, std::string_view field) {
    const auto reply = world.ask(std::move(message));
    EXPECT_EQ(reply.status, 400) << field;
    EXPECT_TRUE(reply.body.contains(concat("\"field\":\"", field, "\""))) << reply.body;
    EXPECT_EQ(world.files().size(), 0u) << field;
  };
  refused(Imports::form("x", {{"format", "pdf"}}), "format");
  refused(Imports::form("x", {{"mapping", R"({"nothing":"a"})"}}), "mapping.nothing");
  refused(Imports::form("x", {{"mapping", "no json"}}), "mapping");
  refused(Imports::form("x", {{"other", "1"}}), "other");
  refused(Imports::form("x", {{"mapping", std::string(20'000, ' ')}}), "mapping");
  refused(Imports::form("x", {{"file", "twice"}}), "file");
  auto no_file = Imports::form("x");
  no_file.body = "--b\r\nContent-Disposition: form-data; name=format\r\n\r\ncsv\r\n--b--";
  refused(no_file, "file");
  auto cut_off = Imports::form("x");
  cut_off.body.resize(cut_off.body.size() - 8);
  refused(cut_off, "");
}

TEST(BeginImport, AFileOverTwentyMegabytesIsRefused) {
  Imports world;
  EXPECT_EQ(world.upload(std::string(kImportBytesMax + 1, 'x')).status, 413);
  auto said = Imports::form("x");
  said.headers.emplace_back("content-length", "90000000");
  said.headers.push_back(world.as(world.ada));
  EXPECT_EQ(world.files().size(), 0u);
  EXPECT_EQ(world.upload(std::string(kImportBytesMax, '\n')).status, 202);
}

TEST(BeginImport, AnAddressIsCheckedAtOnce) {
  Imports world;
  for (const char* url : {"http://127.0.0.1/feed", "http://localhost/", "file:///etc/passwd",
                          "http://[::1]/", "feed.xml", "http://metadata.google.internal/"}) {
    const auto reply = world.address(url);
    EXPECT_EQ(reply.status, 400) << url;
    EXPECT_TRUE(reply.body.contains("\"field\":\"url\"")) << reply.body;
  }
  EXPECT_EQ(world.address("http://10.0.0.1/").body.contains("blocked_address"), true);
  EXPECT_EQ(world.address("https://blog.example/feed", R"(,"format":"atom")").status, 202);
  EXPECT_TRUE(world.internet.visits.empty()) << "it is fetched by the job";
}

TEST(BeginImport, OtherBodiesAreRefused) {
  Imports world;
  EXPECT_EQ(world.ask({"POST", "/api/v1/interactions/imports", {{"content-type", "text/csv"}}, "a"})
                .status,
            415);
  auto form = Imports::form("x");
  form.headers = {{"content-type", "multipart/form-data"}};
  EXPECT_EQ(world.ask(form).status, 400);
  EXPECT_EQ(world.address("https://a.example/", R"(,"nothing":1)").status, 400);
}

TEST(BeginImport, AnIdempotencyKeyStandsForTheFileWhateverTheBoundary) {
  Imports world;
  const auto send = [&](std::string file, std::string boundary) {
    auto form = Imports::form(std::move(file));
    for (auto at = form.body.find("--b"); at != form.body.npos; at = form.body.find("--b", at + 3))
      form.body.replace(at + 2, 1, boundary);
    form.headers = {{"content-type", "multipart/form-data; boundary=" + boundary},
                    {"idempotency-key", "k1"}};
    return world.ask(form);
  };
  const auto first = send("{}", "one");
  EXPECT_EQ(first.status, 202);
  const auto again = send("{}", "two");
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("idempotent-replayed"), "true");
  EXPECT_EQ(send("{ }", "one").status, 422);
  EXPECT_EQ(world.files().size(), 1u) << "what was not needed is gone";
}

}  // namespace
}  // namespace crow::imports
