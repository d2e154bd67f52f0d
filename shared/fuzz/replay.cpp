// Runs a fuzz target on each file of the folders it is given, whole and cut off at every length.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "shared/fuzz/target.h"

namespace {

// A copy of exactly this size, so that the sanitizer sees a read past its end.
void run(const std::string& bytes, std::size_t size) {
  const std::string copy(bytes, 0, size);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(copy.data()), size);
}

}  // namespace

int main(int count, char** arguments) {
  int files = 0;
  for (int i = 1; i < count; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      std::printf("%s, %zu bytes\n", entry.path().filename().c_str(), bytes.size());
      std::fflush(stdout);
      for (std::size_t size = 0; size <= bytes.size(); ++size) run(bytes, size);
      ++files;
    }
  if (files > 0) return 0;
  std::puts("no files: name folders with inputs");
  return 1;
}
