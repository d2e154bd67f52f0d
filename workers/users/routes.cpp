#include "workers/users/routes.h"

#include "workers/users/handlers.h"

namespace crow::users {
namespace {

constexpr std::array kTable = {
    serve<GetMe, get_me>(),
    serve<GetUser, get_user>(),
    serve<ListUsers, list_users>(),
    serve<GetPermissions, get_permissions>(),
    serve<UpdatePermissions, update_permissions>(),
    serve<SearchUsers, search_users>(),
    serve<GetProfile, get_user>(),
    serve<UpdateProfile, update_profile>(),
    serve_raw<UploadPicture, upload_picture>(),
    serve_raw<GetPicture, get_picture>(),
    serve<GetPreferences, get_preferences>(),
    serve<UpdatePreferences, update_preferences>(),
    serve<ErasePictures, erase_pictures>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::users
