// The beginning of an import, of whatever it is: a file that a form brings goes into the bucket, an
// address is looked at, and a job is asked for.
#pragma once

#include "shared/contracts/imports.h"
#include "shared/service/context.h"

namespace crow::imports {

// Errors: unsupported_media_type, payload_too_large; invalid_argument, for an address that must not
// be fetched too.
Task<Response> begin_import(Context& context, const Operation& operation, ImportTarget target);

}  // namespace crow::imports
