// What all commands share, and those that read: reports, files, sentences.

#include "app/command_line.h"

namespace rapport::app {

CommandLine::CommandLine() {
  root_.require_subcommand(1);
  root_.set_version_flag("--version", "rapport " RAPPORT_VERSION);
  root_.get_formatter()->column_width(34);
  root_.footer(
      "Start with:\n"
      "  rapport import reports/\n"
      "  rapport path Türkiye NATO\n"
      "  rapport query \"MATCH (a:Actor)-[r:COOPERATES_WITH]-(b:Actor) RETURN a.name, b.name\"\n"
      "\n"
      "'rapport COMMAND --help' shows examples of each command.\n"
      "Exit status: 0 success, 1 failure, 2 wrong usage; 3 of import when some files failed, of\n"
      "query when an answer was cut short.");
}

CLI::App* CommandLine::add_plain(CLI::App& parent, const std::string& name,
                                 const std::string& about, const std::string& examples,
                                 std::function<Result<int>(Session&)> run) {
  CLI::App* command = parent.add_subcommand(name, about);
  command->footer("Examples:\n" + examples);
  command->fallthrough();
  if (run) {
    command->callback([this, run = std::move(run)] { work_ = run; });
  }
  return command;
}

void CommandLine::describe_all() {
  root_.add_option("--db", settings_.db, "The store's folder; :memory: for a scratch one")
      ->envname("RAPPORT_DB")
      ->capture_default_str()
      ->type_name("DIR");
  root_.add_option("--pack", settings_.pack, "The field: a pack's name, or its file")
      ->envname("RAPPORT_PACK")
      ->capture_default_str()
      ->type_name("NAME|FILE");
  root_.add_option("--threads", settings_.threads, "Threads (default: one a core)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  describe_documents();
  describe_text();
  describe_verbs();
  describe_asking();
}

void CommandLine::describe_documents() {
  CLI::App* command =
      add("import", "Read reports into the store",
          "  rapport import reports/ notes.md      files, and folders with all that is in them\n"
          "  rapport import claims.jsonl           claims, with the documents that they name\n"
          "  pdftotext x.pdf - | rapport import - --name x.pdf\n"
          "A document is known by its name: its path inside of the folder that was given, or its\n"
          "file name. An unchanged one is skipped, a changed one takes the old one's place.",
          import_, run_import);
  command->add_option("PATH", import_.paths, "Files (.txt .md .markdown .jsonl), folders, or -")
      ->required();
  command->add_option("--name", import_.name, "Name of the document on standard input");
  command->add_flag("--force", import_.force, "Read unchanged documents again");
  command->add_flag("--quiet", import_.quiet, "No progress bar");

  command =
      add("load", "Load a property graph from CSV files into a store without documents",
          "  rapport load --db g --nodes nodes.csv --relationships edges.csv\n"
          "  rapport load --db g --nodes Person=people.csv --relationships KNOWS=knows.csv\n"
          "Headers as of neo4j-admin: id:ID,name,born:int,:LABEL and :START_ID,:END_ID,:TYPE;\n"
          "a column without a type gets the narrowest that fits all its values.",
          load_, run_load);
  command->add_option("--nodes", load_.nodes, "Files of nodes, with labels for all of them")
      ->type_name("[LABEL=]FILE[,FILE]")
      ->allow_extra_args(false);
  command->add_option("--relationships", load_.relationships, "Files of relationships")
      ->type_name("[TYPE=]FILE[,FILE]")
      ->allow_extra_args(false);
  command->add_option("--delimiter", load_.delimiter, "Between fields; TAB is one")
      ->capture_default_str();
  command->add_option("--array-delimiter", load_.list_delimiter, "Between elements of a list")
      ->capture_default_str();
  command
      ->add_option_function<std::string>(
          "--weight",
          [this](const std::string& key) {
            load_.weight = key;
            load_.has_weight = true;
          },
          "Property that is the weight of a relationship, for cheapest paths")
      ->type_name("KEY");

  command = add("remove", "Take documents out, as if they had never been imported",
                "  rapport remove 004.txt\n"
                "  rapport remove 0aa2cfcb28ab           by the first digits of its SHA-256",
                remove_, run_remove);
  command->add_option("DOC", remove_.documents, "Name, path, or SHA-256 (8 digits or more)")
      ->required();

  command = add("docs", "List the documents in the store",
                "  rapport docs\n"
                "  rapport docs --format json",
                docs_, run_docs);
  command->add_option("--format", docs_.format, "How to print")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();

  add_plain(root_, "verify", "Read every quote again, in the store and in the original files",
            "  rapport verify", run_verify);
}

void CommandLine::describe_text() {
  CLI::App* command = add("text", "Show a file as Rapport reads it",
                          "  rapport text report.txt               the repaired text\n"
                          "  rapport text report.txt --repairs     what was repaired, and why\n"
                          "  rapport text report.txt --blocks      headings, lists, tables",
                          text_, run_text);
  command->add_option("FILE", text_.file, "A file, or -")->required();
  command->add_flag("--repairs", text_.repairs, "List the repairs");
  command->add_flag("--blocks", text_.blocks, "List the blocks");
  command->add_flag("--sentences", text_.sentences, "List the sentences, one a line");
  command->add_flag("--no-repair", text_.no_repair, "Leave the text as it is");

  describe_parse();

  command = add("extract", "Print the claims of files, without a store",
                "  rapport extract report.txt            JSON Lines, as 'rapport import' reads\n"
                "  rapport extract *.txt --format table --min-confidence 0.7\n"
                "  rapport extract --open report.txt     without a pack: sentence, confidence,\n"
                "                                        who, relation, what, ... set off by tabs\n"
                "  rapport extract --events report.txt   sentence, PLOVER event type, who, to whom",
                extract_, run_extract);
  command->add_option("FILE", extract_.files, "Files, or -")->required();
  CLI::Option* format = command->add_option("--format", extract_.format, "How to print")
                            ->check(CLI::IsMember({"jsonl", "table"}))
                            ->capture_default_str();
  CLI::Option* open =
      command->add_flag("--open", extract_.open, "What sentences say in their own words, as TSV")
          ->excludes(format);
  command
      ->add_option("--profile", extract_.profile,
                   "split: two arguments a tuple; whole: all of a clause")
      ->check(CLI::IsMember({"split", "whole"}))
      ->capture_default_str()
      ->needs(open);
  command->add_flag("--lines", extract_.lines,
                    "Each line is a sentence; with --open its tokens are set off by blanks");
  command->add_option("--min-confidence", extract_.min_confidence, "Leave out what is less sure")
      ->check(CLI::Range(0.0, 1.0))
      ->check([](const std::string& text) {
        return text.find_first_not_of("+.0123456789eE-") == std::string::npos
                   ? std::string()
                   : "is no number: " + text;
      });
  command->add_flag("--no-repair", extract_.no_repair, "Leave the text as it is");
  add_without(command, extract_.without)->excludes(open);
  command
      ->add_flag("--events", extract_.events,
                 "Who did what to whom, by the event types of PLOVER, as TSV; --pack plover")
      ->excludes(format, open);
  command->parse_complete_callback([this] {
    if (extract_.lines && !extract_.open && !extract_.events) {
      throw CLI::RequiresError("--lines", "--open or --events");
    }
    if (extract_.events && root_.get_option("--pack")->empty()) {
      settings_.pack = "plover";
    }
  });

  command = add("explain", "Show why a sentence gives the claims that it gives, or none",
                "  rapport explain \"NATO trains Iraqi forces.\"\n"
                "  rapport explain --pack my-pack.json \"The ministry vaccinated children.\"",
                explain_, run_explain);
  command->add_option("SENTENCE", explain_.text, "A sentence or more, or -")->required();
  command->add_flag("--no-repair", explain_.no_repair, "Leave the text as it is");

  describe_eval();

  command = add_plain(root_, "pack", "Look at a domain pack", "  rapport pack check my-pack.json",
                      nullptr);
  command->require_subcommand(1);
  command = add_plain(*command, "check", "Check a pack and say what it holds",
                      "  rapport pack check my-pack.json",
                      [this](Session& session) { return run_pack_check(session, pack_); });
  command->add_option("FILE", pack_.pack, "A pack's file, or name");
}

CLI::Option* CommandLine::add_without(CLI::App* command, std::vector<std::string>& frames) {
  return command
      ->add_option("--without", frames, "Leave a frame unread, to see what it is worth; repeatable")
      ->check(CLI::IsMember(std::vector<std::string>(pack::kFrames.begin(), pack::kFrames.end())))
      ->type_name("FRAME")
      ->allow_extra_args(false);
}

void CommandLine::describe_eval() {
  CLI::App* command =
      add("eval", "Measure the claims of files against gold facts",
          "  rapport eval gold.jsonl reports/*.txt\n"
          "  rapport eval gold.jsonl reports/*.txt --by relation --errors 20\n"
          "  rapport eval gold.jsonl --facts claims.jsonl\n"
          "  rapport eval gold.jsonl reports/*.txt --without noun\n"
          "  rapport eval --sentences gold.jsonl   negation, modality, time, quantity and\n"
          "                                        attribution of single statements",
          eval_, run_eval);
  command->add_option("GOLD", eval_.gold, "Gold facts, JSON Lines")->required();
  CLI::Option* files = command->add_option("FILE", eval_.files, "Reports");
  CLI::Option* facts =
      command->add_option("--facts", eval_.facts, "Claims as JSON Lines, instead of reports")
          ->excludes(files);
  CLI::Option* by = command->add_option("--by", eval_.by, "Break down")
                        ->check(CLI::IsMember({"doc", "relation", "rule", "confidence"}));
  command->add_option("--errors", eval_.errors, "Print N missed and N unmatched ones")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--json", eval_.json, "Print JSON");
  command
      ->add_flag("--sentences", eval_.sentences,
                 "GOLD has sentences with their statements, each read by itself")
      ->excludes(files, facts, by);
  add_without(command, eval_.without)->excludes(facts);
}

void CommandLine::describe_parse() {
  CLI::App* command =
      add("parse", "Tag and parse: print trees as CoNLL-U, draw or score them",
          "  rapport parse report.txt              the sentences of a report as CoNLL-U\n"
          "  rapport parse report.txt --ner        with names in MISC: NER=B-ORG\n"
          "  rapport parse --tree \"NATO welcomed the initiative.\"\n"
          "  rapport parse --gold-tokens x.conllu  other tags and trees for the words of a file\n"
          "  rapport parse --raw x.conllu          the same from its text: split, tagged, parsed\n"
          "  rapport parse --score x.conllu        how well the words of a treebank are parsed\n"
          "  rapport parse --raw --score x.conllu  how well its text is split and parsed\n"
          "  rapport parse --score-names x.iob2    how well names are found\n"
          "Scores are those of the CoNLL 2018 shared task (F1, punctuation counts, relations\n"
          "without subtypes); names count when both their ends and their type are right.",
          parse_, run_parse);
  command->add_option("FILE", parse_.file, "A file, or -; with --tree: a sentence, or -")
      ->required();
  CLI::Option* const no_repair =
      command->add_flag("--no-repair", parse_.no_repair, "Leave the text as it is");
  CLI::Option* const ner = command->add_flag("--ner", parse_.ner, "Show the names of the words");
  CLI::Option* const gold =
      command->add_flag("--gold-tokens", parse_.gold_tokens,
                        "FILE is CoNLL-U: keep its words and MISC; tags and trees anew");
  CLI::Option* const raw =
      command->add_flag("--raw", parse_.raw, "FILE is CoNLL-U: start from its '# text' lines");
  CLI::Option* const score = command->add_flag(
      "--score", parse_.score, "FILE is a treebank in CoNLL-U: compare with it, print scores");
  CLI::Option* const names =
      command->add_flag("--score-names", parse_.score_names,
                        "FILE has names in IOB2: compare with them, print scores");
  CLI::Option* const tree = command->add_flag("--tree", parse_.tree, "Draw the tree of a sentence");
  no_repair->excludes(gold, raw, score, names, tree);
  ner->excludes(score, names);
  raw->excludes(gold);
  names->excludes(gold, raw, score);
  tree->excludes(gold, raw, score, names);
}

}  // namespace rapport::app
