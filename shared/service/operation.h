// An operation: one thing a service can do, declared once.
//
//   struct SearchProducts {
//     static constexpr Operation operation{
//         .name = "search_products", .method = Method::get, .path = "/products/search",
//         .summary = "Searches the product catalog by meaning, by words, or by both."};
//     struct Input { … static constexpr auto fields = describe(…); };
//     struct Output { … static constexpr auto fields = describe(…); };
//   };
//
// Declarations stand in shared/contracts/<service>.h, so that the service that serves them, the
// services that call them and the generators of documents read the same lines. From one come the
// route, the validation, the permission check, the OpenAPI document and the typed call
// (shared/host/services.h). The function that does the work is bound in the service's routes.cpp.
//
// A field of Input whose name is a {parameter} of the path is read from there. The others come from
// the query string (GET, DELETE) or from the body (POST, PUT, PATCH).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/http/message.h"
#include "shared/identity/caller.h"

namespace crow {

// Who may call.
enum class Access : std::uint8_t {
  anyone,   // No credential is looked at.
  session,  // A signed-in person, organization or not. Only auth has these: it reads the cookie
            // itself.
  member,   // A caller with an organization.
  admin,    // An owner or admin of it.
  writer,   // A member, or who the service lets in by itself: Service::admit_writer.
  service,  // Another service, by X-Internal-Key. Its path begins with /internal/.
};

// A text for documents, which native programs make: a worker holds none of it.
struct Prose : std::string_view {
  constexpr Prose() = default;
  constexpr Prose(std::string_view text)
      : std::string_view(kHasSentences ? text : std::string_view()) {}
  constexpr Prose(const char* text) : Prose(std::string_view(text)) {}
};

struct Operation {
  std::string_view name;  // snake_case and stable: OpenAPI's operationId is its camelCase.
  Method method = Method::get;
  std::string_view path;   // Below /api/v1; "/users/{id}".
  Prose summary;           // One sentence.
  Prose description = {};  // Further paragraphs, Markdown.
  Access access = Access::member;
  std::optional<Permission> permission = std::nullopt;
  // The path parameter that is an organization: it must be the caller's, else 403.
  std::string_view organization = {};
  int success = 200;
  std::string_view answers = "application/json";  // The media type of its answer.
  bool takes_forms = false;                       // application/x-www-form-urlencoded beside JSON.
  bool takes_text = false;       // JSON that says it is text/plain, as beacons send it.
  int batch_max = 0;             // The body may be an array of 1 to so many.
  bool may_lack_body = false;    // An absent body reads as an empty object.
  bool ignores_unknown = false;  // Members that Input lacks are passed over, not refused.
  std::size_t body_bytes_max = 65'536;
};

// Whether an operation makes something for a caller, and so takes an Idempotency-Key.
constexpr bool takes_idempotency_key(const Operation& operation) {
  return operation.method == Method::post &&
         (operation.success == 201 || operation.success == 202) &&
         (operation.access == Access::member || operation.access == Access::admin);
}

// The operations of one service, for whoever needs all of them: routes.cpp proves with it that each
// is served, the generators list it.
template <typename... Op>
struct Operations {};

template <typename Op>
concept IsOperation = requires {
  { Op::operation.name } -> std::convertible_to<std::string_view>;
  typename Op::Input;
  typename Op::Output;
};

}  // namespace crow
