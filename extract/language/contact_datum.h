// Telephone numbers, mail addresses and addresses of the web, by their shape, and the words that
// label them.

#pragma once

#include "extract/language/tree_links.h"

namespace rapport::extract {

enum class ContactKind { kNone, kNumber, kAddress };

// A number, an address, or a label, which for `kNone` fits both.
struct ContactItem {
  ContactKind kind = ContactKind::kNone;
  bool label = false;
  int head = 0;
  int begin = 0;
  int end = 0;
};

// The number or address that begins with `word`; empty (begin == end) where there is none.
// "( 713 ) 345-9945", "+44 20 7484 9866" and, behind a label, "1 800 451 0491" are one.
ContactItem contact_datum(const TreeLinks& tree, int word, bool labelled);

// The words of a sentence that are numbers, addresses or labels of such, in their order. A label is
// one of a few words, "Direct Dial", or what stands before a colon and a number or an address.
std::vector<ContactItem> contact_items(const TreeLinks& tree);

}  // namespace rapport::extract
