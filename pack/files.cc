// Reads a pack's files and hashes them.

#include "pack/files.h"

#include <fstream>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "pack/json.h"

namespace rapport::pack {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 64u << 20;
constexpr std::size_t kMaxParts = 100;
constexpr std::int64_t kFormat = 1;

// SHA-256 (FIPS 180-4) over texts, each preceded by its size, so that no two lists hash alike.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void add(std::string_view text) {
    const std::string size = std::to_string(text.size()) + ":";
    EVP_DigestUpdate(context_.get(), size.data(), size.size());
    EVP_DigestUpdate(context_.get(), text.data(), text.size());
  }
  std::string finish() {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int count = 0;
    EVP_DigestFinal_ex(context_.get(), bytes, &count);
    std::string hex;
    for (unsigned int i = 0; i < count; ++i) {
      hex += fmt::format("{:02x}", bytes[i]);
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Result<void> check_format(const nlohmann::json& json, const std::string& origin) {
  if (!json.is_object()) {
    return Error{Code::kBadInput, "a pack must be one JSON object", origin + ": /", ""};
  }
  const auto format = json.find("format");
  if (format == json.end()) {
    return Error{Code::kBadInput, "the key \"format\" is missing", origin + ": /",
                 "a pack begins with \"format\": 1"};
  }
  if (!format->is_number_integer() || format->get<std::int64_t>() < 1) {
    return Error{Code::kBadInput, "must be the number 1", origin + ": /format", ""};
  }
  if (format->get<std::int64_t>() != kFormat) {
    return Error{Code::kUnsupported,
                 fmt::format("format {} is not known, only format {}", format->dump(), kFormat),
                 origin + ": /format", "it was written for a newer Rapport"};
  }
  return {};
}

// One part; what is wrong goes to `faults`.
void add_part(const Node& node, const std::filesystem::path& folder, Sha256& hash, PackFiles& out,
              Faults& faults) {
  const std::filesystem::path name = node.value->get<std::string>();
  if (name.is_absolute()) {
    faults.add(node.where(), "must be a path relative to the pack's folder");
    return;
  }
  const std::filesystem::path path = (folder / name).lexically_normal();
  Result<std::string> text = read_file(path);
  if (!text) {
    faults.add(node.where(), "cannot read the part " + path.string() + ": " + text.error().message,
               text.error().hint);
    return;
  }
  hash.add(*text);
  Result<nlohmann::json> json = parse_json(*text, path.string());
  if (!json) {
    faults.add(json.error().where, json.error().message, json.error().hint);
    return;
  }
  out.files.push_back({path.string(), std::move(*json)});
}

void add_parts(const Node& parts, const std::filesystem::path& folder, Sha256& hash, PackFiles& out,
               Faults& faults) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parts.value->size(); ++i) {
    const Node node = parts.at(i);
    if (!node.value->is_string()) {
      faults.add(node.where(), "must be the name of a file");
    } else if (!seen.insert(node.value->get<std::string>()).second) {
      faults.add(node.where(), "is listed twice", "remove one");
    } else {
      add_part(node, folder, hash, out, faults);
    }
  }
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code status;
  const auto kind = std::filesystem::status(file, status).type();
  if (kind == std::filesystem::file_type::not_found) {
    return Error{Code::kNotFound, "there is no such file", file.string(), ""};
  }
  if (kind != std::filesystem::file_type::regular) {
    return Error{Code::kIo, status ? status.message() : "is not a file", file.string(), ""};
  }
  const std::uintmax_t size = std::filesystem::file_size(file, status);
  if (status) {
    return Error{Code::kIo, status.message(), file.string(), ""};
  }
  if (size > kMaxFileBytes) {
    return Error{Code::kLimit, fmt::format("has more than {} MiB", kMaxFileBytes >> 20),
                 file.string(), "split the pack, or give the parts that are needed"};
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
    return Error{Code::kIo, "cannot be read", file.string(), "is it readable for this user?"};
  }
  return text;
}

Result<PackFiles> read_pack_files(std::string_view json, const std::string& origin,
                                  const std::filesystem::path& folder, Faults& faults) {
  PackFiles out;
  Sha256 hash;
  hash.add(json);
  RAPPORT_TRY(nlohmann::json main, parse_json(json, origin));
  RAPPORT_CHECK(check_format(main, origin));
  out.files.reserve(1 + kMaxParts);  // nodes point into it
  out.files.push_back({origin, std::move(main)});
  const Node parts = Node{&out.files.front().json, origin, ""}.at("parts");
  if (parts.value != nullptr && !parts.value->is_array()) {
    faults.add(parts.where(), "must be a list of files");
  } else if (parts.value != nullptr && parts.value->size() > kMaxParts) {
    faults.add(parts.where(), fmt::format("has more than {} files", kMaxParts));
  } else if (parts.value != nullptr) {
    add_parts(parts, folder, hash, out, faults);
  }
  out.hash = hash.finish();
  return out;
}

}  // namespace rapport::pack
