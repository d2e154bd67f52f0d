// For tests: people who show pictures of themselves, and how they like the platform.
#pragma once

#include "shared/contracts/auth/for-callers.h"
#include "shared/contracts/users.h"
#include "shared/identity/testing.h"
#include "shared/json/read.h"
#include "shared/vision/bitmap.h"
#include "shared/vision/header.h"
#include "shared/vision/testing.h"

namespace crow::users {

struct Portraits : TwoOrganizations {
  std::vector<std::string> asked;
  std::map<std::string, std::optional<std::string>> images;  // As auth keeps them, by user.

  static constexpr sql::Statement<sql::None, std::string_view, std::optional<std::string>> kShow{
      "test.show_image", "UPDATE user SET image = ?2 WHERE id = ?1"};

  Portraits() {
    set_variable("BASE_URL", "https://api.crowai.dev");
    set_neighbour("AUTH", [this](const Message& message) {
      if (message.target != "/internal/auth/update-profile") return Reply{};
      asked.push_back(message.body);
      const auto input = *json::read<auth::UpdateProfileFor::Input>(message.body);
      const std::string& user = input.actor.userId.value;
      const auto image = input.image ? std::optional(input.image->value) : std::nullopt;
      const auto before = std::exchange(images[user], image);
      write(sql::bind(kShow, user, image));
      return Reply{
          200, {}, concat(R"({"imageBefore":)", before ? concat('"', *before, '"') : "null", "}")};
    });
  }
  Message uploading(const Caller& caller, std::string_view bytes) {
    return {.method = "POST",
            .target = "/api/v1/users/me/profile-picture",
            .headers = {{"content-type", "multipart/form-data; boundary=b"}, as(caller)},
            .body = concat("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n", bytes,
                           "\r\n--b--\r\n")};
  }
  Reply upload(const Caller& caller, std::string_view bytes, std::string_view id = "me",
               std::string_view part = R"(name="file"; filename="me.png")") {
    return send_as(caller, {.method = "POST",
                            .target = concat("/api/v1/users/", id, "/profile-picture"),
                            .headers = {{"content-type", "multipart/form-data; boundary=b"}},
                            .body = concat("--b\r\nContent-Disposition: form-data; ", part,
                                           "\r\n\r\n", bytes, "\r\n--b--\r\n")});
  }
  std::string url(const Reply& reply) {
    EXPECT_EQ(reply.status, 201) << reply.body;
    return read_body<UploadPicture::Output>(reply).profilePictureUrl;
  }
  Reply fetch(std::string_view url, Headers headers = {}) {
    return get(std::string(url.substr(std::string_view("https://api.crowai.dev").size())),
               std::move(headers));
  }
  static std::string large(int width, int height) {
    return vision::bmp_of(vision::paint(
        width, height, [](int x, int) { return vision::Rgb{static_cast<std::uint8_t>(x), 9, 9}; }));
  }
};

inline constexpr std::string_view kDefaults =
    R"({"locale":"en","timeZone":"UTC","theme":"system","emailNotifications":true,)"
    R"("custom":{},"updatedAt":null})";

struct Liking : TwoOrganizations {
  Reply read(const Caller& caller, std::string_view id = "me") {
    return get_as(caller, concat("/api/v1/users/", id, "/preferences"));
  }
  Reply change(const Caller& caller, std::string json, std::string_view id = "me") {
    return send_as(caller, {.method = "PATCH",
                            .target = concat("/api/v1/users/", id, "/preferences"),
                            .headers = {{"content-type", "application/json"}},
                            .body = std::move(json)});
  }
};

}  // namespace crow::users
