#include "shared/core/text.h"
#include "shared/json/write.h"
#include "workers/gateway/handlers.h"
#include "workers/gateway/services.h"

namespace crow::gateway {
namespace {

struct Probe {
  std::string status, service, version;
  static constexpr auto fields =
      describe(field<&Probe::status>("status", ""), field<&Probe::service>("service", ""),
               field<&Probe::version>("version", ""));
};

Task<bool> is_ready(Services services, Neighbour neighbour) {
  const std::string path = concat("/api/v1/", neighbour.name, "/ready");
  const auto probe = co_await services.get<Probe>(neighbour.binding, path).as_result();
  co_return probe && probe->status == "ok";
}

}  // namespace

Task<Response> get_platform_health(Context& context) {
  context.route = "/health";
  std::vector<Task<bool>> probes;
  for (const Neighbour& neighbour : kNeighbours)
    if (!neighbour.binding.empty()) probes.push_back(is_ready(context.services, neighbour));
  const auto outcomes = co_await when_all(std::move(probes));

  bool is_well = true;
  json::Writer services;
  services.begin_array();
  for (std::size_t i = 0, probe = 0; i < kNeighbours.size(); ++i) {
    if (kNeighbours[i].binding.empty()) continue;
    const bool is_up = outcomes[probe++];
    is_well = is_well && is_up;
    services.begin_object().member("service", kNeighbours[i].name);
    services.member("status", is_up ? "ok" : "unavailable").end_object();
  }
  services.end_array();
  json::Writer out;
  out.begin_object().member("status", is_well ? "ok" : "unavailable");
  out.member("service", "platform").member("version", variable_or("VERSION", "0.0.0"));
  out.key("services").raw(services.str()).end_object();
  co_return json_response(out.take(), is_well ? 200 : 503).with("cache-control", "no-store");
}

}  // namespace crow::gateway
