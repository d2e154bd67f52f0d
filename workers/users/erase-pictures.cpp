#include "workers/users/handlers.h"
#include "workers/users/picture.h"

namespace crow::users {

Task<ErasePictures::Output> erase_pictures(Context& context, ErasePictures::Input input) {
  co_await remove_pictures(context, input.userId);
  co_return Nothing{};
}

}  // namespace crow::users
