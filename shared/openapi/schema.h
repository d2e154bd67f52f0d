// JSON Schema (2020-12) from the tables of described types.
//
//   Schemas schemas;
//   schemas.of(kTypeOf<GetUser::Output>, Use::output);  // {"$ref":"#/components/schemas/User"}
//   schemas.components();                               // {"User": "{\"type\":\"object\",…}"}
//
// Objects with a title become components, so that a document names them once; others stand where
// they are used. What json::read refuses, the schema of an input refuses too; what json::write
// writes fits the schema of an output.
//
// This folder is for native programs: no worker links it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/json/write.h"

namespace crow::openapi {

// A value that comes in and one that goes out have different schemas: what may be left out of the
// one is always there in the other.
enum class Use : std::uint8_t {
  input,          // Unknown members are refused.
  lenient_input,  // Unknown members are passed over.
  output,
};

// What a field adds to its type's schema.
struct Notes {
  std::string_view description = {};
  std::string initial = {};  // The default as JSON, or empty.
  bool is_secret = false;
  bool is_nullable = false;
};

class Schemas {
 public:
  // The schema of a value of `type`.
  std::string of(const Type& type, Use use);

  // The schema of a field that stands in a path or a query string: without its sentence, which
  // belongs to the parameter, and without null, which neither place can say. `owner` is the object
  // that declares it.
  std::string of_parameter(const Type& owner, const Field& field);

  // The components that schemas made so far refer to, by name. Those of inputs end in "Input".
  const std::map<std::string, std::string>& components() const { return components_; }

  // Titles that two different types bear, as sentences. Empty when all is well.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void write(json::Writer& out, const Type& type, Use use, const Notes& notes = {});
  void write_type(json::Writer& out, const Type& type, Use use, const Notes& notes);
  void write_object(json::Writer& out, const Type& type, Use use);
  std::string reference(const Type& type, Use use);

  std::map<std::string, std::string> components_;
  std::map<std::string, const Type*> owners_;
  std::vector<std::string> faults_;
};

}  // namespace crow::openapi
