// For the tests of this folder: a small service with an operation of every kind.
#pragma once

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/service/service.h"

namespace crow::shop {

enum class Color : std::uint8_t { red, green };
constexpr auto names(Color) { return std::to_array<std::string_view>({"red", "green"}); }

struct Thing {
  std::string id, name;
  static constexpr auto fields =
      describe(field<&Thing::id>("id", "Its id."), field<&Thing::name>("name", "Its name."));
};

struct OnlyId {
  Text<1, 8> id;
  static constexpr auto fields = describe(field<&OnlyId::id>("id", "Which."));
};

struct GetThing {
  static constexpr Operation operation{
      .name = "get_thing", .path = "/things/{id}", .summary = "One."};
  using Input = OnlyId;
  using Output = Thing;
};

struct GetMine {
  static constexpr Operation operation{
      .name = "get_mine", .path = "/things/mine", .summary = "Mine."};
  using Input = Nothing;
  using Output = Thing;
};

struct DeleteThing {
  static constexpr Operation operation{.name = "delete_thing",
                                       .method = Method::remove,
                                       .path = "/things/{id}",
                                       .summary = "Removes one.",
                                       .access = Access::admin,
                                       .success = 204};
  using Input = OnlyId;
  using Output = Nothing;
};

// Says what it was given.
struct ListThings {
  static constexpr Operation operation{.name = "list_things",
                                       .path = "/shops/{shop}/things",
                                       .summary = "Many.",
                                       .organization = "shop"};
  struct Input {
    Text<1, 64> shop;
    Integer<1, 100> limit{20};
    std::optional<Color> color;
    List<Text<1, 5>, 1, 3> tags{{{"none"}}};
    static constexpr auto fields = describe(field<&Input::shop>("shop", "Whose."),
                                            field<&Input::limit>("limit", "How many.").defaulted(),
                                            field<&Input::color>("color", "Of which color."),
                                            field<&Input::tags>("tags", "With these."));
  };
  using Output = Input;
};

struct PutThing {
  static constexpr Operation operation{.name = "put_thing",
                                       .method = Method::put,
                                       .path = "/shops/{shop}/things/{id}",
                                       .summary = "Replaces one.",
                                       .permission = Permission::patterns,
                                       .organization = "shop",
                                       .body_bytes_max = 200};
  struct Input {
    Text<1, 64> shop;
    Text<1, 8> id;
    Text<1, 5> name;
    std::optional<Color> color;
    std::optional<Text<8, 20>> password;
    static constexpr auto fields = describe(
        field<&Input::shop>("shop", "Whose."), field<&Input::id>("id", "Which."),
        field<&Input::name>("name", "Its name."), field<&Input::color>("color", "Its color."),
        field<&Input::password>("password", "Kept.").secret());
  };
  using Output = Thing;
};

// Makes what `make` in the service's table makes.
struct MakeThing {
  static constexpr Operation operation{.name = "make_thing",
                                       .method = Method::post,
                                       .path = "/made",
                                       .summary = "Makes one.",
                                       .success = 201,
                                       .body_bytes_max = 200};
  struct Input {
    Text<1, 8> name;
    static constexpr auto fields = describe(field<&Input::name>("name", "Its name."));
  };
  using Output = Thing;
};

// For writers; says who wrote.
struct WriteThing {
  static constexpr Operation operation{.name = "write_thing",
                                       .method = Method::post,
                                       .path = "/written",
                                       .summary = "Writes one.",
                                       .access = Access::writer};
  using Input = OnlyId;
  using Output = Thing;
};

// Answers lines.
struct ExportThings {
  static constexpr Operation operation{.name = "export_things",
                                       .path = "/things/export",
                                       .summary = "All of them.",
                                       .answers = "application/x-ndjson"};
  using Input = Nothing;
  using Output = Thing;
};

// Takes forms, and no body at all.
struct Submit {
  static constexpr Operation operation{.name = "submit",
                                       .method = Method::post,
                                       .path = "/submit",
                                       .summary = "Echoes.",
                                       .access = Access::anyone,
                                       .success = 201,
                                       .takes_forms = true,
                                       .may_lack_body = true,
                                       .body_bytes_max = 200};
  struct Input {
    std::string name{"nobody"};
    std::vector<std::int64_t> numbers;
    static constexpr auto fields = describe(field<&Input::name>("name", "Who.").defaulted(),
                                            field<&Input::numbers>("numbers", "Which."));
  };
  using Output = Input;
};

// The same, for names that it does not know.
struct SubmitAnything {
  static constexpr Operation operation{.name = "submit_anything",
                                       .method = Method::post,
                                       .path = "/submit/anything",
                                       .summary = "Echoes.",
                                       .access = Access::anyone,
                                       .takes_forms = true,
                                       .ignores_unknown = true};
  using Input = Submit::Input;
  using Output = Submit::Input;
};

struct Ping {
  static constexpr Operation operation{.name = "ping",
                                       .method = Method::post,
                                       .path = "/internal/shop/ping",
                                       .summary = "Answers a service.",
                                       .access = Access::service};
  using Input = OnlyId;
  using Output = Thing;
};

// A raw operation of any name: `play` in the service's table decides what happens.
struct Play {
  static constexpr Operation operation{.name = "play",
                                       .path = "/play/{what}",
                                       .summary = "Whatever a test needs.",
                                       .access = Access::anyone};
  using Input = Nothing;
  using Output = Nothing;
};

// The service as it is defined; `current` is a copy that tests change.
extern const Service kShop;
extern Service current;
// What `play` does besides what its path says.
extern Task<Response> (*play)(Context& context);

// What `make_thing` does.
extern Task<Thing> (*make)(Context& context, std::string name);

// A world with callers, in which the service is as it is defined.
struct Shop : World {
  Caller ada{"ada", "north", Role::owner, default_permissions(Role::owner), Tier::free};
  Caller dan{"dan", "north", Role::member, default_permissions(Role::member), Tier::free};

  Shop() {
    current = kShop;
    play = nullptr;
    make = nullptr;
  }
  Reply send_as(const Caller& caller, Message message) {
    message.headers.push_back(as(caller));
    return send(std::move(message));
  }
  Reply get_as(const Caller& caller, std::string target, Headers headers = {}) {
    return send_as(caller, {.target = std::move(target), .headers = std::move(headers)});
  }
  Reply put_as(const Caller& caller, std::string target, std::string body, Headers headers = {}) {
    headers.emplace_back("content-type", "application/json");
    return send_as(caller, {"PUT", std::move(target), std::move(headers), std::move(body)});
  }
  // What `function` answers to GET /api/v1/play/x.
  Reply playing(Task<Response> (*function)(Context& context), Headers headers = {}) {
    play = function;
    return get("/api/v1/play/x", std::move(headers));
  }
};

}  // namespace crow::shop
