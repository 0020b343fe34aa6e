// What a clause has from the one that it hangs on: the subject of a conjunct, of an infinitive or a
// participle, the object of a passive conjunct, and whether it is only aimed at.

#pragma once

#include <string_view>
#include <vector>

#include "extract/claim/clause.h"

namespace rapport::extract {

// Adds a noun with all that is coordinated with it.
void add_split(const TreeView& tree, int head, std::vector<int>& out);

// What a clause that hangs on `noun` tells of: the noun, or where that only says what kind of thing
// another is ("the Centre is an institution that conducts research"), the other.
void add_modified(const TreeView& tree, const std::vector<Clause>& clauses, int noun,
                  std::vector<int>& out);

// Nouns for what somebody aims at ("with the aim of restoring trust").
bool is_goal(std::string_view lemma);

// Fills in what the clause of `w` lacks; its governor has been read.
void inherit(const TreeView& tree, std::vector<Clause>& clauses, int w);

}  // namespace rapport::extract
