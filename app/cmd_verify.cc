// rapport verify: every quote read again, in the stored copy and in the original file.

#include "app/commands.h"

namespace rapport::app {

Result<int> run_verify(Session& session) {
  RAPPORT_TRY(graph::Store* const store, session.store());
  RAPPORT_TRY(const graph::VerifyReport report, store->verify());
  Output& out = session.out();
  for (const graph::Fault& fault : report.faults) {
    out.print("{}: {}\n", fault.document.empty() ? session.settings().db : fault.document,
              fault.what);
  }
  out.print("{} documents, {} claims, {} quotes read again: {}\n", report.documents, report.claims,
            report.quotes,
            report.faults.empty() ? "no fault" : fmt::format("{} faults", report.faults.size()));
  out.print("original files: {} read, {} no longer there, {} changed since\n",
            report.originals_read, report.originals_missing, report.originals_changed);
  return report.faults.empty() ? kSuccess : kFailure;
}

}  // namespace rapport::app
