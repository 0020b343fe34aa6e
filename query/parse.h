// Tokens to syntax tree, by recursive descent; expressions by precedence climbing.
//
// Bounded: the tree is at most kDeepest levels deep, or it is an error, so that no later walk over
// it (binder, evaluator, destructor) can run out of stack.

#pragma once

#include <cstdint>
#include <string_view>

#include "query/lex.h"
#include "query/statement.h"

namespace rapport::query {

inline constexpr std::uint32_t kDeepest = 256;         // levels of one expression
inline constexpr std::size_t kLongestQuery = 4 << 20;  // bytes
inline constexpr std::size_t kMostClauses = 500;       // of one query, with those of its subqueries
inline constexpr std::size_t kMostElements = 1000;     // nodes and relationships of one pattern
inline constexpr std::size_t kMostInAll = 2000;        // of all patterns of such a query

// One statement; a `;` may end it. Throws Failure.
Statement parse(std::string_view text);

// The parser's state and its productions; one source file a family of them.
class Parser {
 public:
  explicit Parser(std::string_view text);
  Statement statement();            // up to the end of the text
  ExpressionPtr only_expression();  // the same

 private:
  // parse_clauses.cc
  Statement query(bool is_inner);
  SingleQuery single_query(bool is_inner);
  void check_order(const SingleQuery& query, bool is_inner) const;
  bool clause(SingleQuery& query);
  MatchClause match(bool optional);
  UnwindClause unwind();
  SubqueryClause call_subquery(bool optional);
  ProcedureClause call_procedure();
  void yield(ProcedureClause& clause);
  ProjectionClause projection(bool is_return);
  ProjectionItem item();
  void order_and_limits(ProjectionClause& clause);

  // parse_patterns.cc
  Pattern pattern();
  PathPattern path();
  void selector(PathPattern& path);
  ExpressionPtr path_count();
  PathPattern chain();
  bool at_repeated_path() const;
  RelationshipPattern repeated_path();
  NodePattern node();
  RelationshipPattern relationship();
  void relationship_details(RelationshipPattern& relationship);
  void length(RelationshipPattern& relationship);
  void quantifier_of(RelationshipPattern& relationship);
  std::uint32_t hops();
  bool starts_pattern() const;  // at `(`: a node followed by a relationship
  ExpressionPtr properties();

  // parse_labels.cc
  Labels label_expression(bool takes_or);
  Labels label_and();
  void add_label(LabelExpression& list, Labels label) const;
  Labels label_primary();
  Labels relationship_types();

  // parse_expressions.cc
  ExpressionPtr expression();
  ExpressionPtr any_of(Kind kind, std::string_view keyword, ExpressionPtr (Parser::*operand)());
  ExpressionPtr exclusive_or();
  ExpressionPtr conjunction();
  ExpressionPtr negation();
  ExpressionPtr comparison();
  ExpressionPtr predicate();
  bool string_predicate(ExpressionPtr& left);
  ExpressionPtr sum();
  ExpressionPtr product();
  ExpressionPtr power();
  ExpressionPtr sign();
  ExpressionPtr postfix();
  ExpressionPtr subscript(ExpressionPtr base);

  // parse_primaries.cc
  ExpressionPtr primary();
  ExpressionPtr number(bool is_negative);
  ExpressionPtr named();
  ExpressionPtr call();
  ExpressionPtr case_of();
  ExpressionPtr quantifier();
  ExpressionPtr reduce();
  ExpressionPtr bracketed();
  ExpressionPtr list_comprehension();
  ExpressionPtr pattern_comprehension();
  ExpressionPtr map_literal();

  // parse_subqueries.cc
  ExpressionPtr subquery();
  ExpressionPtr map_projection();
  ExpressionPtr pattern_predicate();
  ExpressionPtr shortest_path();

  // The tokens.
  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool at_word(std::string_view keyword, std::size_t ahead = 0) const;
  bool accept(std::string_view symbol);
  bool accept_word(std::string_view keyword);
  void expect(std::string_view symbol, std::string_view after);
  void expect_word(std::string_view keyword);
  std::string name(std::string_view what);  // an identifier, plain or quoted
  bool at_name() const;
  bool at_reserved() const;  // a keyword that is no variable without backticks

  // parse_errors.cc: the token that comes cannot stand there.
  [[noreturn]] void unexpected(std::string_view wanted, std::string_view hint = {}) const;
  // The clauses of a query ended before it.
  [[noreturn]] void left_over(const Clause& last) const;
  std::string meant() const;  // "did you mean LIMIT?", or empty
  Span pair_at(std::size_t i) const;

  // Nodes of the tree.
  ExpressionPtr make(Kind kind, std::uint32_t begin) const;
  // Adds an operand; keeps place and depth right and the tree within kDeepest.
  void add(Expression& parent, ExpressionPtr arg);
  ExpressionPtr binary(Kind kind, ExpressionPtr left, ExpressionPtr right);
  // Counts the expressions inside a pattern or a subquery, parsed since `outer` was put aside, into
  // the depth of the node that holds it.
  void hold(Expression& node, std::uint32_t outer);
  Span since(std::uint32_t begin) const;  // up to the last token taken
  std::string source(Span place) const;

  // Entered by each production that can hold itself.
  class Level {
   public:
    explicit Level(Parser& parser);
    ~Level() { --parser_.level_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::uint32_t level_ = 0;
  std::uint32_t deepest_ = 0;           // depth of the deepest expression made so far
  std::uint32_t in_comprehension_ = 0;  // there, `|` ends a label expression
  // What may be at work at the same time, one inside of the other: of the query so far. A run is
  // as many calls deep.
  struct Stacked {
    std::size_t clauses = 0, elements = 0;
  };
  Stacked stacked_;
};

}  // namespace rapport::query
