#include "shared/extract/program/folder.h"

#include <fcntl.h>
#include <iconv.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "shared/core/text.h"
#include "shared/extract/charset.h"
#include "shared/extract/loose-json.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;  // Of a file, unpacked; the rest is left.

// What `gzip -dc` makes of the file, which every system has.
std::optional<std::string> unpack(const std::string& path) {
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::string name = "gzip";
  std::string option = "-dc";
  char* const arguments[] = {name.data(), option.data(), nullptr};
  pid_t child = 0;
  const int failed = posix_spawnp(&child, "gzip", &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string out;
  if (failed == 0) {
    char buffer[65536];
    ssize_t size = 0;
    while ((size = read(ends[0], buffer, sizeof buffer)) > 0 && out.size() < kMostBytes)
      out.append(buffer, static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 1;
  if (failed == 0) waitpid(child, &status, 0);
  const bool is_cut = out.size() >= kMostBytes;
  if (failed != 0 || (status != 0 && !is_cut)) return std::nullopt;
  return out;
}

std::optional<std::string> by_iconv(std::string bytes, const std::string& charset) {
  iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (reinterpret_cast<std::intptr_t>(converter) == -1) return std::nullopt;
  std::string out;
  char* in = bytes.data();
  std::size_t left = bytes.size();
  char buffer[32768];
  while (left > 0) {
    char* to = buffer;
    std::size_t room = sizeof buffer;
    const std::size_t outcome = iconv(converter, &in, &left, &to, &room);
    out.append(buffer, sizeof buffer - room);
    if (outcome != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (left == 0) break;
    out += "\xEF\xBF\xBD";
    ++in;
    --left;
  }
  iconv_close(converter);
  return out;
}

}  // namespace

std::map<std::string, std::string> list_pages(const std::string& folder) {
  std::map<std::string, std::string> pages;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    for (const std::string_view ending : {".html", ".html.gz", ".htm"})
      if (name.ends_with(ending))
        pages.emplace(name.substr(0, name.size() - ending.size()), entry.path().string());
  }
  return pages;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes;
  char buffer[65536];
  while (bytes.size() < kMostBytes && (file.read(buffer, sizeof buffer), file.gcount() > 0))
    bytes.append(buffer, static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return std::nullopt;
  return bytes;
}

std::optional<std::string> read_page(const std::string& path, std::string& problem) {
  auto bytes = path.ends_with(".gz") ? unpack(path) : read_file(path);
  if (!bytes) {
    problem = path.ends_with(".gz") ? "gzip cannot unpack it" : "it cannot be read";
    return std::nullopt;
  }
  const std::string charset = sniff_charset(*bytes);
  if (auto text = to_utf8(*bytes, charset)) return text;
  if (auto text = by_iconv(*bytes, charset)) return text;
  return to_utf8(*bytes, "utf-8");
}

std::optional<std::map<std::string, Truth>> read_truth(const std::string& path) {
  std::map<std::string, Truth> truths;
  const auto text = read_file(path);
  if (!text) return truths;
  const Json json = read_loose_json(*text, nullptr, {.depth = 8, .values = 4'000'000});
  if (json.root().kind != Json::Kind::object) return std::nullopt;
  for (const Json::Value& page : json.children(json.root())) {
    std::string name(page.name);
    for (const std::string_view ending : {".gz", ".html"})
      if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    Truth& truth = truths[name];
    if (page.kind != Json::Kind::object) return std::nullopt;
    for (const Json::Value& member : json.children(page)) {
      std::vector<std::string> values;
      if (member.kind == Json::Kind::text || member.kind == Json::Kind::number)
        values.emplace_back(member.text);
      for (const Json::Value& value : json.children(member)) values.emplace_back(value.text);
      if (!values.empty()) truth[std::string(member.name)] = std::move(values);
    }
  }
  return truths;
}

}  // namespace crow::extract
