// OpenAPI 3.1 documents from the declarations of operations.
//
//   const auto all = services();                                   // services.h
//   const Document whole = describe_services("CROW API", all, "0.1.0");
//
// Everything in them is derived: paths, parameters, bodies and answers from the tables of
// Operation, Input and Output; security and refusals from Operation::access. Operations for other
// services (Access::service) are left out. The same declarations give the same bytes.
#pragma once

#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/service/operation.h"

namespace crow::openapi {

// A heading of the documents. Several services may have operations under the same one.
struct Tag {
  std::string_view name;
  std::string_view sentence;
  // The operations below this path stand under it; the longest one wins. Empty means the others.
  std::string_view path = {};
};

struct Entry {
  Operation operation;
  const Type* input;
  const Type* output;
  // A further status with the same body, or 0.
  int also = 0;
};

struct ServiceEntry {
  // As in its path; empty for operations that stand in the merged document alone.
  std::string_view name;
  std::vector<Tag> tags;
  std::vector<Entry> entries;
  // Texts that entries refer to. A list, because they must not move.
  std::list<std::string> texts = {};
};

template <typename... Op>
ServiceEntry service_entry(std::string_view name, std::vector<Tag> tags, Operations<Op...>) {
  return {
      .name = name,
      .tags = std::move(tags),
      .entries = {{Op::operation, &kTypeOf<typename Op::Input>, &kTypeOf<typename Op::Output>}...}};
}

// The probes that every service answers.
void add_probes(ServiceEntry& service);

struct Document {
  std::string json;  // Laid out for people.
  std::vector<std::string>
      faults;  // Declarations that no document can show. Empty when all is well.
};

Document describe_services(std::string_view title, std::span<const ServiceEntry> services,
                           std::string_view version);

}  // namespace crow::openapi
