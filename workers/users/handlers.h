// What users does, a function for each operation of shared/contracts/users.h.
#pragma once

#include "shared/contracts/users.h"
#include "shared/service/context.h"

namespace crow::users {

// Errors: unauthenticated, when the caller's account is gone.
Task<GetMe::Output> get_me(Context& context, GetMe::Input input);

// Errors: not_found, also for people of other organizations.
Task<GetUser::Output> get_user(Context& context, GetUser::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListUsers::Output> list_users(Context& context, ListUsers::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<SearchUsers::Output> search_users(Context& context, SearchUsers::Input input);

// Errors: not_found, also for people of other organizations.
Task<GetPermissions::Output> get_permissions(Context& context, GetPermissions::Input input);

// Errors: not_found, also for people of other organizations; conflict, for what the person's role
// contradicts; invalid_argument, when nothing is to change.
Task<UpdatePermissions::Output> update_permissions(Context& context,
                                                   UpdatePermissions::Input input);

// Errors: not_found, also for people of other organizations; permission_denied, for colleagues;
// invalid_argument, for a picture that is not the caller's, and when nothing is to change.
Task<UpdateProfile::Output> update_profile(Context& context, UpdateProfile::Input input);

// Reads a form. Errors: those of require_self(); unsupported_media_type, payload_too_large,
// invalid_argument, for what is no picture.
Task<Response> upload_picture(Context& context);

// Errors: not_found.
Task<Response> get_picture(Context& context);

// Errors: not_found, also for people of other organizations; permission_denied, for colleagues.
Task<GetPreferences::Output> get_preferences(Context& context, GetPreferences::Input input);

// Errors: those of get_preferences; invalid_argument, when nothing is to change.
Task<UpdatePreferences::Output> update_preferences(Context& context,
                                                   UpdatePreferences::Input input);

// Errors: unavailable, when the bucket is.
Task<ErasePictures::Output> erase_pictures(Context& context, ErasePictures::Input input);

}  // namespace crow::users
