// rapport pack check: is a pack whole, and what does it hold?

#include "app/commands.h"
#include "app/data_path.h"

namespace rapport::app {

Result<int> run_pack_check(Session& session, const PackOptions& options) {
  RAPPORT_TRY(const auto file,
              find_pack(options.pack.empty() ? session.settings().pack : options.pack));
  RAPPORT_TRY(const auto pack, pack::Pack::load(file));
  std::string text = pack::describe(*pack);
  if (!text.ends_with('\n')) {
    text += '\n';
  }
  session.out().write(text);
  return kSuccess;
}

}  // namespace rapport::app
