#include "workers/imports/begin.h"
#include "workers/imports/handlers.h"

namespace crow::imports {

Task<Response> import_products(Context& context) {
  return begin_import(context, ImportProducts::operation, ImportTarget::products);
}

}  // namespace crow::imports
