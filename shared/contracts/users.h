// The operations of users: people, as their colleagues see them, what they may do, and how they
// like the platform. Where a path names a user, `me` is the caller.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::users {

inline constexpr std::size_t kPictureBytesMax = 5'000'000;

struct User {
  static constexpr std::string_view title = "User";
  std::string id, name, email;
  bool emailVerified = false;
  std::optional<std::string> profilePictureUrl;
  Role role{};
  Timestamp createdAt, updatedAt;

  static constexpr auto fields = describe(
      field<&User::id>("id", "The user's id."), field<&User::name>("name", "The full name."),
      field<&User::email>("email", "The e-mail address, in lower case."),
      field<&User::emailVerified>("emailVerified", "Whether the address was confirmed."),
      field<&User::profilePictureUrl>("profilePictureUrl",
                                      "Where the picture is, if one was uploaded."),
      field<&User::role>("role", "The role in the caller's organization."),
      field<&User::createdAt>("createdAt", "When the account was made."),
      field<&User::updatedAt>("updatedAt", "When it last changed."));
};

struct GetMe {
  static constexpr Operation operation{
      .name = "get_current_user",
      .path = "/users/me",
      .summary = "The caller, with the organization they act for."};
  using Input = Nothing;
  struct Output {
    static constexpr std::string_view title = "CurrentUser";
    User user;
    std::string organizationId;

    static constexpr auto fields = describe(
        embed<&Output::user>(),
        field<&Output::organizationId>("organizationId", "The organization the caller acts for."));
  };
};

struct GetUser {
  static constexpr Operation operation{.name = "get_user",
                                       .path = "/users/{id}",
                                       .summary = "One person of the caller's organization."};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The user's id."));
  };
  using Output = User;
};

struct ListUsers {
  static constexpr Operation operation{
      .name = "list_users",
      .path = "/users/by-organization/{organizationId}",
      .summary = "Everyone in the caller's organization, longest member first.",
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    Paging paging;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::paging>());
  };
  using Output = Page<User>;
};

struct Switch {
  bool enabled = true;
  static constexpr auto fields =
      describe(field<&Switch::enabled>("enabled", "Whether the person may use it."));
};

// What of the platform the chat reads.
enum class ChatComponent : std::uint8_t { interactions, patterns, products, context };
constexpr auto names(ChatComponent) {
  return std::to_array<std::string_view>({"interactions", "patterns", "products", "context"});
}

struct ChatSwitch {
  bool enabled = true;
  std::vector<ChatComponent> components;
  std::int64_t lookbackWindow = 30;
  static constexpr auto fields = describe(
      field<&ChatSwitch::enabled>("enabled", "Whether the person may chat."),
      field<&ChatSwitch::components>("components",
                                     "Parts of the platform that chat may read; empty means all."),
      field<&ChatSwitch::lookbackWindow>("lookbackWindow", "Days back that chat may read."));
};

struct GetPermissions {
  static constexpr Operation operation{
      .name = "get_user_permissions",
      .path = "/users/{id}/permissions",
      .summary = "What a person of the caller's organization may do."};
  using Input = GetUser::Input;
  struct Output {
    static constexpr std::string_view title = "UserPermissions";
    ChatSwitch chat;
    Switch interactions, patterns, teamManagement, apiKeyManagement;

    static constexpr auto fields = describe(
        field<&Output::chat>("chat", "Chat with the assistant."),
        field<&Output::interactions>("interactions", "Reading what customers do."),
        field<&Output::patterns>("patterns", "Reading and starting pattern analysis."),
        field<&Output::teamManagement>("teamManagement", "Inviting, changing, removing members."),
        field<&Output::apiKeyManagement>("apiKeyManagement", "Making and revoking API keys."));
  };
};

// Each part may be absent, and then stays as it is.
struct UpdatePermissions {
  static constexpr Operation operation{
      .name = "update_user_permissions",
      .method = Method::patch,
      .path = "/users/{id}/permissions",
      .summary = "Changes what a person of the caller's organization may do.",
      .description =
          "Acts within ten seconds, for the person's sessions and keys. Owners and admins have "
          "every permission and members never manage team or keys: what contradicts the role is "
          "409; change the role instead.",
      .access = Access::admin,
      .permission = Permission::team_management};
  struct SwitchChange {
    std::optional<bool> enabled;
    static constexpr auto fields = describe(
        field<&SwitchChange::enabled>("enabled", "Whether the person may use it.").not_null());
  };
  struct ChatChange {
    std::optional<bool> enabled;
    std::optional<List<ChatComponent, 0, 4>> components;
    std::optional<Integer<1, 3'650>> lookbackWindow;
    static constexpr auto fields = describe(
        field<&ChatChange::enabled>("enabled", "Whether the person may chat.").not_null(),
        field<&ChatChange::components>("components",
                                       "Parts of the platform that chat may read; empty means all.")
            .not_null(),
        field<&ChatChange::lookbackWindow>("lookbackWindow", "Days back that chat may read.")
            .not_null());
  };
  struct Input {
    Id id;
    std::optional<ChatChange> chat;
    std::optional<SwitchChange> interactions, patterns, teamManagement, apiKeyManagement;

    static constexpr auto fields = describe(
        field<&Input::id>("id", "The user's id."),
        field<&Input::chat>("chat", "Chat with the assistant.").not_null(),
        field<&Input::interactions>("interactions", "Reading what customers do.").not_null(),
        field<&Input::patterns>("patterns", "Reading and starting pattern analysis.").not_null(),
        field<&Input::teamManagement>("teamManagement", "Inviting, changing, removing members.")
            .not_null(),
        field<&Input::apiKeyManagement>("apiKeyManagement", "Making and revoking API keys.")
            .not_null());
  };
  using Output = GetPermissions::Output;
};

// ------------------------------------------------------------------------------------ searching

struct FoundUser {
  static constexpr std::string_view title = "FoundUser";
  User user;
  double score = 0;
  static constexpr auto fields =
      describe(embed<&FoundUser::user>(),
               field<&FoundUser::score>("score", "How much of the address was given, 0 to 1."));
};

struct SearchUsers {
  static constexpr Operation operation{
      .name = "search_users_by_email",
      .path = "/users/search-email",
      .summary = "People of the caller's organization whose address begins with a text.",
      .description = "The shortest addresses come first. Capitals are as small letters."};
  struct Input {
    Text<1, 254> q;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::q>("q", "How the address begins."), embed<&Input::paging>());
  };
  using Output = Page<FoundUser>;
};

// -------------------------------------------------------------------------------------- profile

struct GetProfile {
  static constexpr Operation operation{.name = "get_user_profile",
                                       .path = "/users/{id}/profile",
                                       .summary = "The same as the user: name, address, picture."};
  using Input = GetUser::Input;
  using Output = User;
};

struct UpdateProfile {
  static constexpr Operation operation{
      .name = "update_user_profile",
      .method = Method::patch,
      .path = "/users/{id}/profile",
      .summary = "Changes the caller's own name or picture.",
      .description =
          "What is absent stays as it is. `profilePictureUrl` is the one that "
          "`POST /users/{id}/profile-picture` gave last, or null, which removes it. The address is "
          "changed with `POST /auth/change-email`."};
  struct Input {
    Id id;
    std::optional<Text<1, 1'000>> name;
    std::optional<std::optional<Text<1, 2'048>>> profilePictureUrl;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's own id, or `me`."),
                 field<&Input::name>("name", "The full name.").not_null(),
                 field<&Input::profilePictureUrl>("profilePictureUrl",
                                                  "Where the picture is; null for none."));
  };
  using Output = User;
};

struct UploadPicture {
  static constexpr Operation operation{
      .name = "upload_profile_picture",
      .method = Method::post,
      .path = "/users/{id}/profile-picture",
      .summary = "Takes in the caller's picture, and shows it from now on.",
      .description =
          "`multipart/form-data` with the picture as `file`: JPEG, PNG, GIF or BMP of at most 5 MB "
          "and 12 megapixels, whatever its name says. It is kept as a JPEG of at most 512 by 512 "
          "pixels, turned as its Exif says and with nothing else of the file; the one before is "
          "deleted.",
      .success = 201,
      .body_bytes_max = kPictureBytesMax + 16'384};
  struct Input {
    Id id;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's own id, or `me`."));
  };
  struct Output {
    static constexpr std::string_view title = "ProfilePicture";
    std::string profilePictureUrl;
    std::int64_t width = 0, height = 0, bytes = 0;

    static constexpr auto fields =
        describe(field<&Output::profilePictureUrl>("profilePictureUrl", "Where the picture is."),
                 field<&Output::width>("width", "Its width in pixels, as kept."),
                 field<&Output::height>("height", "Its height in pixels, as kept."),
                 field<&Output::bytes>("bytes", "Its size as kept."));
  };
};

// "<user's id>-<32 random characters>": whose it is can be read off, and nobody guesses one.
struct PictureKeyFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{.name = "",
                                 .pattern = "^[A-Za-z0-9_]{1,64}-[A-Za-z0-9]{32}$",
                                 .expected = "a key as picture addresses end",
                                 .matches = &matches};
};

struct GetPicture {
  static constexpr Operation operation{
      .name = "get_profile_picture",
      .path = "/users/pictures/{key}",
      .summary = "Somebody's picture.",
      .description =
          "Needs no credential and is never counted. The bytes under a key never change; "
          "a picture that was replaced is not there any more.",
      .access = Access::anyone,
      .answers = "image/jpeg"};
  struct Input {
    Text<1, 97, PictureKeyFormat> key;
    static constexpr auto fields = describe(field<&Input::key>("key", "Which picture."));
  };
  using Output = Nothing;
};

// ---------------------------------------------------------------------------------- preferences

enum class Theme : std::uint8_t { system, light, dark };
constexpr auto names(Theme) { return std::to_array<std::string_view>({"system", "light", "dark"}); }

struct LocaleFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{.name = "",
                                 .pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
                                 .expected = "a language tag as en, de-CH or zh-Hant-TW",
                                 .matches = &matches};
};
struct TimeZoneFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{
      .name = "",
      .pattern = "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$",
      .expected = "a name of the IANA time zones as Europe/Berlin or UTC",
      .matches = &matches};
};

inline constexpr std::size_t kCustomBytesMax = 8'192;

struct Preferences {
  static constexpr std::string_view title = "UserPreferences";
  Text<2, 16, LocaleFormat> locale{"en"};
  Text<1, 64, TimeZoneFormat> timeZone{"UTC"};
  Theme theme = Theme::system;
  bool emailNotifications = true;
  RawObject custom;
  std::optional<Timestamp> updatedAt;

  static constexpr auto fields = describe(
      field<&Preferences::locale>("locale", "The language of texts and the form of numbers."),
      field<&Preferences::timeZone>("timeZone", "In which times are shown."),
      field<&Preferences::theme>("theme", "How pages look."),
      field<&Preferences::emailNotifications>("emailNotifications",
                                              "Whether notifications come by mail too."),
      field<&Preferences::custom>("custom", "What an application keeps for the person."),
      field<&Preferences::updatedAt>("updatedAt", "When they last changed; null when never."));
};

struct GetPreferences {
  static constexpr Operation operation{
      .name = "get_user_preferences",
      .path = "/users/{id}/preferences",
      .summary = "How the caller likes the platform.",
      .description = "One's own alone, and the same in every organization."};
  using Input = GetUser::Input;
  using Output = Preferences;
};

struct UpdatePreferences {
  static constexpr Operation operation{
      .name = "update_user_preferences",
      .method = Method::patch,
      .path = "/users/{id}/preferences",
      .summary = "Changes how the caller likes the platform.",
      .description = "What is absent stays as it is; `custom` is replaced whole, 8 KiB at most."};
  struct Input {
    Id id;
    std::optional<Text<2, 16, LocaleFormat>> locale;
    std::optional<Text<1, 64, TimeZoneFormat>> timeZone;
    std::optional<Theme> theme;
    std::optional<bool> emailNotifications;
    std::optional<RawObject> custom;

    static constexpr auto fields = describe(
        field<&Input::id>("id", "The caller's own id, or `me`."),
        field<&Input::locale>("locale", "The language of texts and the form of numbers.")
            .not_null(),
        field<&Input::timeZone>("timeZone", "In which times are shown.").not_null(),
        field<&Input::theme>("theme", "How pages look.").not_null(),
        field<&Input::emailNotifications>("emailNotifications",
                                          "Whether notifications come by mail too.")
            .not_null(),
        field<&Input::custom>("custom", "What an application keeps for the person.").not_null());
  };
  using Output = Preferences;
};

// What is left of somebody whose account was deleted.
struct ErasePictures {
  static constexpr Operation operation{.name = "erase_pictures_of_user",
                                       .method = Method::post,
                                       .path = "/internal/users/erase-pictures",
                                       .summary = "Deletes a user's pictures.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Id userId;
    static constexpr auto fields = describe(field<&Input::userId>("userId", "Who is no more."));
  };
  using Output = Nothing;
};

using All = Operations<GetMe, GetUser, ListUsers, GetPermissions, UpdatePermissions, SearchUsers,
                       GetProfile, UpdateProfile, UploadPicture, GetPicture, GetPreferences,
                       UpdatePreferences, ErasePictures>;

}  // namespace crow::users
