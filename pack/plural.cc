// English plurals. Exceptions first, then endings, longest first; what no rule knows stays as it
// is.

#include "pack/plural.h"

#include <array>
#include <unordered_map>
#include <unordered_set>

namespace rapport::pack {
namespace {

using Words = std::unordered_set<std::string_view>;

// Plurals that no rule gives.
const std::unordered_map<std::string_view, std::string_view>& irregular() {
  static const std::unordered_map<std::string_view, std::string_view> words = {
      {"children", "child"},
      {"feet", "foot"},
      {"teeth", "tooth"},
      {"geese", "goose"},
      {"mice", "mouse"},
      {"lice", "louse"},
      {"oxen", "ox"},
      {"criteria", "criterion"},
      {"phenomena", "phenomenon"},
      {"bacteria", "bacterium"},
      {"memoranda", "memorandum"},
      {"referenda", "referendum"},
      {"curricula", "curriculum"},
      {"strata", "stratum"},
      {"addenda", "addendum"},
      {"errata", "erratum"},
      {"spectra", "spectrum"},
      {"fora", "forum"},
      {"ova", "ovum"},
      {"quanta", "quantum"},
      {"stimuli", "stimulus"},
      {"alumni", "alumnus"},
      {"nuclei", "nucleus"},
      {"fungi", "fungus"},
      {"foci", "focus"},
      {"loci", "locus"},
      {"radii", "radius"},
      {"bacilli", "bacillus"},
      {"syllabi", "syllabus"},
      {"larvae", "larva"},
      {"formulae", "formula"},
      {"analyses", "analysis"},
      {"crises", "crisis"},
      {"theses", "thesis"},
      {"hypotheses", "hypothesis"},
      {"syntheses", "synthesis"},
      {"diagnoses", "diagnosis"},
      {"prognoses", "prognosis"},
      {"emphases", "emphasis"},
      {"oases", "oasis"},
      {"parentheses", "parenthesis"},
      {"axes", "axis"},
      {"catalyses", "catalysis"},
      {"paralyses", "paralysis"},
      {"metastases", "metastasis"},
      {"metamorphoses", "metamorphosis"},
      {"neuroses", "neurosis"},
      {"psychoses", "psychosis"},
      {"indices", "index"},
      {"matrices", "matrix"},
      {"appendices", "appendix"},
      {"vertices", "vertex"},
      {"vortices", "vortex"},
      {"codices", "codex"},
      {"wives", "wife"},
      {"midwives", "midwife"},
      {"housewives", "housewife"},
      {"knives", "knife"},
      {"lives", "life"},
      {"livelihoods", "livelihood"},
      {"wolves", "wolf"},
      {"shelves", "shelf"},
      {"halves", "half"},
      {"leaves", "leaf"},
      {"thieves", "thief"},
      {"loaves", "loaf"},
      {"selves", "self"},
      {"calves", "calf"},
      {"scarves", "scarf"},
      {"hooves", "hoof"},
      {"elves", "elf"},
      {"behalves", "behalf"},
      {"menus", "menu"},
      {"quizzes", "quiz"},
      {"movies", "movie"},
      {"cookies", "cookie"},
      {"calories", "calorie"},
      {"zombies", "zombie"},
      {"rookies", "rookie"},
      {"prairies", "prairie"},
      {"selfies", "selfie"},
      {"hoodies", "hoodie"},
      {"reveries", "reverie"},
      {"genies", "genie"},
      {"sorties", "sortie"},
      {"caches", "cache"},
      {"aches", "ache"},
      {"headaches", "headache"},
      {"niches", "niche"},
      {"avalanches", "avalanche"},
      {"creches", "creche"},
      {"moustaches", "moustache"},
      {"gases", "gas"},
      {"biases", "bias"},
      {"canvases", "canvas"},
      {"atlases", "atlas"},
      {"aliases", "alias"},
      {"lenses", "lens"},
      {"taxis", "taxi"},
      {"passersby", "passerby"},
      {"corpora", "corpus"},
      {"genera", "genus"},
      {"ads", "ad"}};
  return words;
}

// Singular or without number, though they end like a plural.
const Words& unchanged() {
  static const Words words = {
      "series",      "species",     "means",      "news",        "headquarters", "goods",
      "arms",        "customs",     "corps",      "chaos",       "bias",         "gas",
      "canvas",      "atlas",       "alias",      "lens",        "christmas",    "pancreas",
      "outskirts",   "thanks",      "proceeds",   "grassroots",  "premises",     "belongings",
      "whereabouts", "crossroads",  "barracks",   "gallows",     "shambles",     "mathematics",
      "politics",    "geopolitics", "economics",  "logistics",   "ethics",       "bioethics",
      "physics",     "electronics", "athletics",  "genetics",    "genomics",     "linguistics",
      "robotics",    "informatics", "analytics",  "forensics",   "kinetics",     "civics",
      "gymnastics",  "aeronautics", "ballistics", "hydraulics",  "obstetrics",   "pediatrics",
      "acoustics",   "semantics",   "dynamics",   "aesthetics",  "classics",     "diabetes",
      "rabies",      "measles",     "mumps",      "herpes",      "scabies",      "humanities",
      "hostilities", "debris",      "chassis",    "tennis",      "iris",         "pelvis",
      "ibis",        "metropolis",  "necropolis", "marquis",     "trellis",      "epidermis",
      "perhaps",     "always",      "across",     "his",         "its",          "this",
      "was",         "has",         "yes",        "specimen",    "regimen",      "abdomen",
      "omen",        "acumen",      "yemen",      "ramen",       "semen",        "stamen",
      "hymen",       "bitumen",     "amen",       "men-at-arms", "overseas",     "besides",
      "alms",        "sheep",       "aircraft",   "mas",         "cosmos",       "ethos",
      "pathos",      "asbestos",    "rhinoceros", "texas",       "kansas",       "christmas",
      "kudos"};
  return words;
}

// Nouns in -use whose plural would else be read as one in -us.
const Words& in_use() {
  static const Words words = {"uses",    "abuses", "misuses", "disuses", "reuses",   "overuses",
                              "excuses", "ruses",  "fuses",   "muses",   "recluses", "refuses"};
  return words;
}

// Nouns in -o whose plural is -oes.
const Words& in_oes() {
  static const Words words = {"heroes",    "echoes",     "potatoes",  "tomatoes",  "vetoes",
                              "torpedoes", "embargoes",  "cargoes",   "volcanoes", "mosquitoes",
                              "tornadoes", "mottoes",    "buffaloes", "dominoes",  "mangoes",
                              "noes",      "superheroes"};
  return words;
}

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (std::string_view ending : endings) {
    if (word.ends_with(ending)) {
      return true;
    }
  }
  return false;
}

std::string without(std::string_view word, std::size_t count, std::string_view then = "") {
  return std::string(word.substr(0, word.size() - count)).append(then);
}

// "-ses": responses -> response, but processes -> process and viruses -> virus.
std::string from_ses(std::string_view word) {
  if (word.ends_with("sses")) {
    return without(word, 2);
  }
  const bool in_us =
      word.ends_with("uses") && !ends_in_any(word, {"auses", "ouses"}) && !in_use().contains(word);
  return without(word, in_us ? 2 : 1);
}

std::string from_es(std::string_view word) {
  if (word.ends_with("ies")) {
    return word.size() > 4 ? without(word, 3, "y") : without(word, 1);
  }
  if (word.ends_with("ses")) {
    return from_ses(word);
  }
  if (ends_in_any(word, {"ches", "shes", "xes", "zzes", "tzes"}) || in_oes().contains(word)) {
    return without(word, 2);
  }
  return without(word, 1);
}

std::string singular_simple(std::string_view word) {
  if (const auto found = irregular().find(word); found != irregular().end()) {
    return std::string(found->second);
  }
  if (word.size() < 4 || unchanged().contains(word)) {
    return std::string(word);
  }
  if (word.ends_with("men")) {
    return without(word, 2, "an");
  }
  if (!word.ends_with('s') || ends_in_any(word, {"ss", "us", "sis", "xis", "tis", "'s"})) {
    return std::string(word);
  }
  return word.ends_with("es") ? from_es(word) : without(word, 1);
}

}  // namespace

std::string singular_word(std::string_view noun) {
  const std::size_t begin = noun.find_last_of(" -") + 1;  // npos + 1 == 0
  return std::string(noun.substr(0, begin)) + singular_simple(noun.substr(begin));
}

}  // namespace rapport::pack
