// Writes the OpenAPI documents: one for each service, and openapi.json for all of them.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "shared/core/text.h"
#include "shared/openapi/services.h"

namespace crow::openapi {
namespace {

constexpr std::string_view kUsage =
    "Usage: crow-openapi FOLDER VERSION\n"
    "\n"
    "Writes FOLDER/<service>.json and FOLDER/openapi.json, the OpenAPI 3.1 documents of all that\n"
    "shared/openapi/services.h lists.\n";

bool write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return true;
  std::fprintf(stderr, "crow-openapi: cannot write %s\n", path.c_str());
  return false;
}

bool write_document(const std::filesystem::path& folder, std::string_view name,
                    const Document& document) {
  for (const std::string& fault : document.faults)
    std::fprintf(stderr, "crow-openapi: %s.json: %s\n", std::string(name).c_str(), fault.c_str());
  return document.faults.empty() && write_file(folder / concat(name, ".json"), document.json);
}

// Documents of services that are gone.
void remove_others(const std::filesystem::path& folder, const std::set<std::string>& written) {
  std::error_code failure;
  for (const auto& file : std::filesystem::directory_iterator(folder, failure))
    if (!written.contains(file.path().filename().string()))
      std::filesystem::remove(file.path(), failure);
}

bool write_all(const std::filesystem::path& folder, std::string_view version) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  std::vector<ServiceEntry> all = services();
  std::set<std::string> written{"openapi.json"};
  bool is_well = true;
  for (ServiceEntry& service : all) {
    if (service.name.empty()) continue;
    add_probes(service);
    written.insert(concat(service.name, ".json"));
    const std::string title = concat("CROW API: ", service.name);
    is_well &=
        write_document(folder, service.name, describe_services(title, {&service, 1}, version));
  }
  is_well &= write_document(folder, "openapi", describe_services("CROW API", all, version));
  if (is_well) remove_others(folder, written);
  return is_well;
}

}  // namespace
}  // namespace crow::openapi

int main(int count, char** values) {
  const bool wants_help = count == 2 && std::string_view(values[1]) == "--help";
  if (wants_help || count != 3) {
    std::fputs(crow::openapi::kUsage.data(), wants_help ? stdout : stderr);
    return wants_help ? 0 : 2;
  }
  return crow::openapi::write_all(values[1], values[2]) ? 0 : 1;
}
