// A worker for tests of vectors in workerd: it uses them as any other does. Never deployed.
#include "shared/host/vectors-contract.h"
#include "shared/service/service.h"

namespace crow {
namespace {

struct CheckVectors {
  static constexpr Operation operation{.name = "check_vectors",
                                       .path = "/reader/vectors",
                                       .summary = "Goes through the contract of vectors.",
                                       .access = Access::anyone};
  using Input = Nothing;
  struct Output {
    std::vector<std::string> faults;
    static constexpr auto fields = describe(field<&Output::faults>("faults", "What did not hold."));
  };
};
Task<CheckVectors::Output> check(Context& context, Nothing) {
  co_return CheckVectors::Output{co_await crow::check_vectors(Vectors(context.host, "VECTORS"))};
}

constexpr Endpoint kEndpoints[] = {serve<CheckVectors, check>()};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "reader", .endpoints = kEndpoints, .database = "", .auth = ""};
  return kService;
}

}  // namespace crow
