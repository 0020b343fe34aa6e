// The commands that ask the graph: verbs, diagrams, queries.

#include "app/command_line.h"

namespace rapport::app {

void CommandLine::add_verb_options(CLI::App* command, VerbOptions& options) {
  command->add_option("--format", options.format, "How to print")
      ->check(CLI::IsMember({"text", "table", "json", "jsonl", "csv"}))
      ->capture_default_str();
  command->add_flag("--any-status", options.any_status,
                    "Also what is negated, possible, planned or recommended");
  command->add_flag("--cypher", options.cypher, "Print the Cypher that it stands for, and end");
}

void CommandLine::describe_verbs() {
  describe_looking();
  describe_connecting();
  describe_export();
}

void CommandLine::describe_looking() {
  CLI::App* command = add("find", "Find entities by name, alias or part of a name",
                          "  rapport find peacekeeping", find_, run_find);
  command->add_option("TEXT", find_.text, "What to look for")->required();
  command->add_option("--limit", find_.limit, "At most so many")->capture_default_str();
  add_verb_options(command, find_);

  command = add("show", "Show an entity: type, aliases, documents, edges", "  rapport show NATO",
                show_, run_show);
  command->add_option("NAME", show_.name, "An entity, by any of its names")->required();
  add_verb_options(command, show_);

  command = add("neighbors", "List what an entity is tied to",
                "  rapport neighbors NATO --type COOPERATES_WITH\n"
                "  rapport neighbors Iraq --depth 2",
                neighbors_, run_neighbors);
  command->add_option("NAME", neighbors_.name, "An entity, by any of its names")->required();
  command->add_option("--type", neighbors_.type, "Only edges of this type");
  command->add_option("--depth", neighbors_.depth, "Steps away")
      ->check(CLI::Range(1, 10))
      ->capture_default_str();
  add_verb_options(command, neighbors_);

  command = add("stats", "Count what is in the store",
                "  rapport stats\n"
                "  rapport stats --unmapped              verbs that a pack could learn",
                stats_, run_stats);
  command->add_flag("--unmapped", stats_.unmapped, "The commonest words of RELATED_TO");
  command->add_option("--format", stats_.format, "How to print")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

void CommandLine::describe_connecting() {
  CLI::App* command = add("path", "Find a path between two entities, with a quote for each step",
                          "  rapport path Türkiye NATO\n"
                          "  rapport path Türkiye NATO --all       every shortest path\n"
                          "  rapport path Türkiye NATO --cheapest  the surest, not the shortest",
                          path_, run_path);
  command->add_option("A", path_.from, "An entity")->required();
  command->add_option("B", path_.to, "Another")->required();
  command->add_option("--max-hops", path_.max_hops, "Steps at most")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  CLI::Option* all = command->add_flag("--all", path_.all, "All shortest paths");
  command->add_flag("--cheapest", path_.cheapest, "By confidence: the sum of 1 - confidence")
      ->excludes(all);
  add_verb_options(command, path_);

  command = add("why", "Quote all that is said of two entities together",
                "  rapport why NATO Iraq\n"
                "  rapport why NATO Iraq --any-status",
                why_, run_why);
  command->add_option("A", why_.from, "An entity")->required();
  command->add_option("B", why_.to, "Another")->required();
  add_verb_options(command, why_);
}

void CommandLine::describe_export() {
  CLI::App* command =
      add("export", "Write the graph, or a part of it, as a diagram or as lines",
          "  rapport export                        all claims, as 'rapport import' reads\n"
          "  rapport export --format svg --around NATO --depth 2 -o nato.svg\n"
          "  rapport export --format svg --path Türkiye NATO -o path.svg\n"
          "  rapport export --format dot --query 'MATCH p=(:Country)-[:SUPPORTS]->() RETURN p'",
          export_, run_export);
  command->add_option("--format", export_.format, "How to print")
      ->check(CLI::IsMember({"dot", "svg", "jsonl", "csv"}))
      ->capture_default_str();
  CLI::Option* query =
      command->add_option("--query", export_.query, "What a query finds")->type_name("CYPHER");
  CLI::Option* around = command->add_option("--around", export_.around, "An entity's surroundings")
                            ->type_name("NAME")
                            ->excludes(query);
  command->add_option("--path", export_.path, "All shortest paths between two entities")
      ->expected(2)
      ->type_name("A B")
      ->excludes(query)
      ->excludes(around);
  command->add_option("--depth", export_.depth, "Steps away, with --around")
      ->check(CLI::Range(1, 10))
      ->capture_default_str();
  command->add_option("--max-vertices", export_.max_vertices, "Draw at most so many entities")
      ->check(CLI::Range(1, 5000))
      ->capture_default_str();
  command->add_flag("--any-status", export_.any_status,
                    "With --around and --path: also what is negated, possible or planned");
  command->add_option("-o,--output", export_.file, "Write to a file")->type_name("FILE");
}

void CommandLine::describe_asking() {
  CLI::App* command =
      add("query", "Ask in openCypher",
          "  rapport query \"MATCH (a:Country)-[r]->(b) RETURN a.name, type(r), b.name LIMIT 9\"\n"
          "  rapport query 'MATCH (a {name: $who})--(b) RETURN b.name' --param who=NATO\n"
          "  rapport query --file questions.cypher --format json",
          query_, run_query);
  CLI::Option* text = command->add_option("CYPHER", query_.text, "One or more statements");
  command->add_option("--file", query_.file, "Statements in a file, or -")->excludes(text);
  command->add_option("--param", query_.parameters, "A parameter: name=value")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command->add_option("--format", query_.format, "How to print")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "tsv", "dot"}))
      ->capture_default_str();
  command->add_option("--timeout", query_.timeout_seconds, "Seconds; an answer cut short says so")
      ->check(CLI::Range(0.001, 1e6))
      ->capture_default_str();
  command->add_option("--max-rows", query_.max_rows, "Rows of an answer at most")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40))
      ->capture_default_str();
  command->add_option("--max-values", query_.max_values, "Values held in memory at most")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40))
      ->capture_default_str();
  command->add_option("--max-steps", query_.max_steps, "Edges looked at and calls made at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_flag("--explain", query_.explain, "Show how it would be run, and do not run it");
  command->add_flag("--profile", query_.profile, "Show how it was run, below the answer");
  command->add_flag("--read-only", query_.read_only, "Refuse statements that create");

  add_plain(root_, "repl", "Ask in a dialogue: Cypher ending in ; and the verbs",
            "  rapport repl\n"
            "  echo 'path Türkiye NATO' | rapport repl",
            run_repl);
}

}  // namespace rapport::app
