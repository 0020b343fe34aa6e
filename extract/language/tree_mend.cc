// The order of the mends: what a name is made of before what names are rows of.

#include "extract/language/tree_mend.h"

namespace rapport::extract {

void mend_parse(Tree& tree) {
  mend_names(tree);
  mend_coordination(tree);
  mend_fragments(tree);
  mend_contacts(tree);
}

}  // namespace rapport::extract
