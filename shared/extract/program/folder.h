// The pages of a folder: *.html and *.html.gz, in UTF-8, and what is known about them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace crow::extract {

// Names by their paths, without .html or .html.gz, in order.
std::map<std::string, std::string> list_pages(const std::string& folder);

// A page's text in UTF-8; absent when the file cannot be read, unpacked or decoded. `problem` says
// why.
std::optional<std::string> read_page(const std::string& path, std::string& problem);

// The file, at most 64 MiB of it; absent when it cannot be read.
std::optional<std::string> read_file(const std::string& path);

// What people say about a page: for each attribute the values that are right. No attribute: there
// is none on the page.
using Truth = std::map<std::string, std::vector<std::string>>;

// By page. Absent when the file is there and is no object of objects.
std::optional<std::map<std::string, Truth>> read_truth(const std::string& path);

}  // namespace crow::extract
