// A snapshot as a file that is mapped instead of read: docs/storage.md, section "The snapshot
// file".
//
// The stamp says of which state of which store it is; a file with another stamp, of another version
// or of another length is as good as none.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "rapport/result.h"

#include "graph/snapshot_data.h"

namespace rapport::graph {

// Of which store, after how many writes.
struct Stamp {
  std::uint64_t store = 0, commits = 0;
  bool operator==(const Stamp&) const = default;
};

// Under a name of its own first, then renamed: a reader sees the old file or the new one. kIo.
Result<void> save_image(const Snapshot::Data& data, const Stamp& stamp,
                        const std::filesystem::path& file);

// kNotFound: no file, or none of this stamp and version, or a damaged one. Costs no more for a
// larger graph; what it points to is read when it is asked for. But all of a file that was changed
// since it was written, or copied, is read once: it is compared with its checksums, and no index in
// it may lie outside of what it points into.
Result<std::shared_ptr<Snapshot::Data>> map_image(const std::filesystem::path& file,
                                                  const Stamp& stamp);

// Reads all of the file, whenever it was changed. True: it was damaged, and is removed.
bool drop_damaged_image(const std::filesystem::path& file, const Stamp& stamp);

}  // namespace rapport::graph
