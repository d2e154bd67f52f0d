#include "workers/images/routes.h"

#include "workers/images/erase-organization.h"
#include "workers/images/fetch-job.h"
#include "workers/images/handlers.h"
#include "workers/images/sweep-job.h"

namespace crow::images {
namespace {

constexpr std::array kTable = {
    serve<AddImages, add_images>(),
    serve_raw<GetImage, get_image>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

constexpr std::array kHandlers = {
    handle<FetchImages, fetch_step>(),
    handle<SweepPictures, sweep_step>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::images
