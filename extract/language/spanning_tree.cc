// The algorithm of Chu and Liu (1965) and Edmonds (1967) on a dense matrix, contracting in O(n^2)
// as Tarjan (1977) showed.
//
// Plain version: give each word its best head; if that is a tree, done (nine sentences of ten).
// Otherwise each cycle of best heads becomes one new node, whose arcs are those of its members, an
// arc into it costing what its member loses; so on until no cycle is left; then, from the last
// cycle to the first, the arc into the cycle breaks it at the member where it enters.
// One root: each arc out of the root is made so bad that the best tree has as few as it can, one.

#include "extract/language/spanning_tree.h"

#include <algorithm>

namespace rapport::extract {
namespace {

constexpr std::int64_t kRootPenalty = std::int64_t{1} << 45;

// Whether the heads form a tree with one root.
bool is_tree(const std::vector<int>& heads) {
  const std::size_t words = heads.size();
  if (std::count(heads.begin(), heads.end(), 0) != 1) {
    return false;
  }
  std::vector<std::size_t> seen(words + 1, 0);  // the word whose climb came by
  for (std::size_t word = 1; word <= words; ++word) {
    std::size_t at = word;
    while (at != 0 && seen[at] == 0) {
      seen[at] = word;
      at = static_cast<std::size_t>(heads[at - 1]);
    }
    if (at != 0 && seen[at] == word) {
      return false;
    }
  }
  return true;
}

std::vector<int> greedy_heads(const std::int32_t* scores, std::size_t words, std::size_t stride) {
  std::vector<int> heads(words);
  for (std::size_t word = 1; word <= words; ++word) {
    const std::int32_t* row = scores + word * stride;
    std::size_t best = 0;
    for (std::size_t head = 0; head <= words; ++head) {
      if (head != word && row[head] > row[best]) {
        best = head;
      }
    }
    heads[word - 1] = static_cast<int>(best);
  }
  return heads;
}

class Contraction {
 public:
  Contraction(const std::int32_t* scores, std::size_t words, std::size_t stride)
      : nodes_(words + 1),
        arcs_(nodes_ * nodes_),
        row_owner_(nodes_),
        owner_row_(2 * nodes_),
        parent_(2 * nodes_, kNobody),
        chosen_(2 * nodes_),
        members_(2 * nodes_) {
    for (std::size_t row = 0; row < nodes_; ++row) {
      row_owner_[row] = row;
      owner_row_[row] = row;
      for (std::size_t head = 0; row > 0 && head < nodes_; ++head) {
        arcs_[row * nodes_ + head] = {scores[row * stride + head] - (head == 0 ? kRootPenalty : 0),
                                      static_cast<int>(head), static_cast<int>(row)};
      }
    }
  }

  std::vector<int> run() {
    std::size_t next = nodes_;
    for (std::size_t node = 1; node < next; ++node) {
      choose(node);
      if (const std::size_t last = cycle_through(node); last != kNobody) {
        contract(node, next++);
      }
    }
    return expand(next);
  }

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  struct Arc {
    std::int64_t score = 0;
    int head = 0;       // of the sentence, not a contracted node
    int dependent = 0;  // the same
  };

  Arc& arc(std::size_t dependent_row, std::size_t head_row) {
    return arcs_[dependent_row * nodes_ + head_row];
  }

  // The uncontracted node that now holds the word.
  std::size_t top(std::size_t node) const {
    while (parent_[node] != kNobody) {
      node = parent_[node];
    }
    return node;
  }

  void choose(std::size_t node) {
    const std::size_t row = owner_row_[node];
    bool found = false;
    for (std::size_t head = 0; head < nodes_; ++head) {
      if (head == row || row_owner_[head] == kNobody) {
        continue;
      }
      if (!found || arc(row, head).score > chosen_[node].score) {
        chosen_[node] = arc(row, head);
        found = true;
      }
    }
  }

  // The node that closes a cycle of chosen arcs through `node`, or kNobody.
  std::size_t cycle_through(std::size_t node) const {
    std::size_t at = top(static_cast<std::size_t>(chosen_[node].head));
    while (at != 0 && at != node) {
      if (at > node) {
        return kNobody;  // it has not chosen yet
      }
      at = top(static_cast<std::size_t>(chosen_[at].head));
    }
    return at == 0 ? kNobody : at;
  }

  void contract(std::size_t node, std::size_t fresh) {
    std::vector<std::size_t>& cycle = members_[fresh];
    for (std::size_t at = node; cycle.empty() || at != node;
         at = top(static_cast<std::size_t>(chosen_[at].head))) {
      cycle.push_back(at);
    }
    const std::size_t row = owner_row_[node];
    for (std::size_t other = 0; other < nodes_; ++other) {
      if (row_owner_[other] == kNobody || in(cycle, row_owner_[other])) {
        continue;
      }
      Arc into;
      Arc out;
      for (std::size_t i = 0; i < cycle.size(); ++i) {
        const std::size_t member = owner_row_[cycle[i]];
        Arc enters = arc(member, other);
        enters.score -= chosen_[cycle[i]].score;
        into = i == 0 || enters.score > into.score ? enters : into;
        const Arc& leaves = arc(other, member);
        out = i == 0 || leaves.score > out.score ? leaves : out;
      }
      arc(row, other) = into;
      arc(other, row) = out;
    }
    for (const std::size_t member : cycle) {
      row_owner_[owner_row_[member]] = kNobody;
    }
    for (const std::size_t member : cycle) {
      parent_[member] = fresh;
    }
    row_owner_[row] = fresh;
    owner_row_[fresh] = row;
  }

  static bool in(const std::vector<std::size_t>& cycle, std::size_t node) {
    return std::find(cycle.begin(), cycle.end(), node) != cycle.end();
  }

  std::vector<int> expand(std::size_t end) {
    for (std::size_t node = end; node-- > nodes_;) {
      std::size_t entered = static_cast<std::size_t>(chosen_[node].dependent);
      while (parent_[entered] != node) {
        entered = parent_[entered];
      }
      chosen_[entered] = chosen_[node];
    }
    std::vector<int> heads;
    for (std::size_t word = 1; word < nodes_; ++word) {
      heads.push_back(chosen_[word].head);
    }
    return heads;
  }

  std::size_t nodes_;  // words and the root; contracted nodes are numbered from here
  std::vector<Arc> arcs_;
  std::vector<std::size_t> row_owner_;  // the node whose arcs the row now holds, or kNobody
  std::vector<std::size_t> owner_row_;
  std::vector<std::size_t> parent_;  // the contracted node that a node went into
  std::vector<Arc> chosen_;
  std::vector<std::vector<std::size_t>> members_;
};

}  // namespace

std::vector<int> best_tree(const std::int32_t* scores, std::size_t words, std::size_t stride) {
  std::vector<int> heads = greedy_heads(scores, words, stride);
  if (words > 1 && !is_tree(heads)) {
    heads = Contraction(scores, words, stride).run();
  }
  return heads;
}

}  // namespace rapport::extract
