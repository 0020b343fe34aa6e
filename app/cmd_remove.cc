// rapport remove: documents taken out, as if they had never been imported.

#include "app/commands.h"
#include "app/message.h"

namespace rapport::app {

Result<int> run_remove(Session& session, const RemoveOptions& options) {
  RAPPORT_TRY(graph::Store* const store, session.existing_writable_store());
  int status = kSuccess;
  for (const std::string& document : options.documents) {
    const auto removed = store->remove(document);
    if (removed) {
      session.out().print("removed {} ({} claims)\n", removed->info.name, removed->claims);
    } else {
      print_error(removed.error());
      status = kFailure;
    }
  }
  return status;
}

}  // namespace rapport::app
