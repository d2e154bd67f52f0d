#include "workers/meaning/routes.h"

#include "workers/meaning/embed-job.h"
#include "workers/meaning/erase-organization.h"
#include "workers/meaning/handlers.h"

namespace crow::meaning {
namespace {

constexpr std::array kTable = {
    serve<PutTexts, put_texts>(),
    serve<ForgetTexts, forget_texts>(),
    serve<FindTexts, find_texts>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

constexpr std::array kHandlers = {handle<EmbedJob, embed_step>()};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::meaning
