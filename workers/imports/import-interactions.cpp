#include "workers/imports/begin.h"
#include "workers/imports/handlers.h"

namespace crow::imports {

Task<Response> import_interactions(Context& context) {
  return begin_import(context, ImportInteractions::operation, ImportTarget::interactions);
}

}  // namespace crow::imports
