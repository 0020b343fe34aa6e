// What an import will read: the paths of the command line as a list of documents, each with the
// name that it has in the ledger. The order, and so the result, does not depend on the file system.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

namespace rapport::app {

// Claims that came ready-made, for one document.
struct ReadyClaims {
  std::string source;  // the file that they were read from
  std::string sha256;  // that the document must have
  std::vector<Claim> claims;
};

struct PlannedDocument {
  std::filesystem::path path;                // "-": standard input
  std::string name;                          // empty: as the reader names it
  std::shared_ptr<const ReadyClaims> ready;  // else it is extracted
};

struct ImportPlan {
  std::vector<PlannedDocument> documents;
  std::vector<Error> failures;  // paths and lines that give no document; `where` names them
  std::size_t other_files = 0;  // in folders, of kinds that are not read
};

// A file given by itself is known by its file name; one found in a folder by its path inside of
// that folder, so that a/x.txt and b/x.txt stay apart. Where two documents of one import would
// still have one name, each is known by its path from their common folder. Folders are read
// recursively and in sorted order; names that begin with a full stop are passed over.
ImportPlan plan_import(const std::vector<std::string>& paths, const std::string& stdin_name,
                       const pack::Pack& pack);

}  // namespace rapport::app
