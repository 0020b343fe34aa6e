// Words of saying.

#include "extract/claim/saying.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kSaying = {
    "say",         "note",        "state",       "claim",       "argue",      "report",
    "announce",    "declare",     "add",         "tell",        "warn",       "believe",
    "explain",     "emphasize",   "emphasise",   "stress",      "highlight",  "assert",
    "insist",      "deny",        "estimate",    "think",       "conclude",   "contend",
    "write",       "remind",      "testify",     "allege",      "predict",    "reiterate",
    "affirm",      "reaffirm",    "underscore",  "underline",   "concede",    "admit",
    "reply",       "complain",    "inform",      "prophesy",    "remark",     "comment",
    "proclaim",    "caution",     "assure",      "speculate",   "theorize",   "posit",
    "suspect",     "recount",     "attest",      "swear",       "quip",       "joke",
    "lament",      "boast",       "ask",         "wonder",      "demand",     "request",
    "recommend",   "propose",     "advise",      "stipulate",   "discuss",    "describe",
    "mention",     "imply",       "hint",        "assume",      "presume",    "suppose",
    "imagine",     "fancy",       "expect",      "hope",        "doubt",      "worry",
    "dispute",     "repeat",      "clarify",     "pledge",      "promise",    "vow",
    "threaten",    "forecast",    "hypothesize", "postulate",   "relate",     "advocate",
    "acknowledge", "answer",      "respond",     "retort",      "urge",       "mandate",
    "decree",      "infer",       "guess",       "reason",      "surmise",    "preach",
    "protest",     "exclaim",     "confess",     "certify",     "intimate",   "opine",
    "trust",       "allude",      "apprise",     "articulate",  "aver",       "avow",
    "blurt",       "brag",        "broadcast",   "bemoan",      "chronicle",  "communicate",
    "conjecture",  "convey",      "counsel",     "deduce",      "detail",     "disclose",
    "divulge",     "elaborate",   "enunciate",   "envisage",    "envision",   "foresee",
    "foretell",    "gripe",       "grumble",     "hypothesise", "insinuate",  "interject",
    "maintain",    "murmur",      "mutter",      "narrate",     "notify",     "pronounce",
    "publicize",   "quote",       "reckon",      "rejoin",      "relay",      "restate",
    "rumor",       "rumour",      "scream",      "shout",       "cry",        "whisper",
    "yell",        "signal",      "tweet",       "utter",       "verify",     "volunteer",
    "calculate",   "contemplate", "dream",       "marvel",      "object",     "persuade",
    "convince",    "apologize",   "fear",        "charge",      "confide",    "regret",
    "deplore",     "vouch",       "blog",        "bet",         "anticipate", "profess",
    "project",     "theorise",    "reassure",    "submit",      "plead",      "venture",
    "muse",        "enthuse",     "figure",      "post"};
// Of these the ones that take who hears it for an object.
const Words kTelling = {"tell",    "assure",   "inform",   "remind",   "warn",
                        "notify",  "advise",   "persuade", "convince", "promise",
                        "caution", "reassure", "apprise"};
const Words kFinding = {"show",      "find",     "indicate",    "confirm", "observe",   "recognize",
                        "recognise", "hold",     "reveal",      "point",   "determine", "agree",
                        "recall",    "feel",     "rule",        "specify", "judge",     "suggest",
                        "decide",    "provide",  "demonstrate", "prove",   "teach",     "establish",
                        "attest",    "document", "illustrate",  "concur",  "accept",    "perceive",
                        "sense",     "view",     "record"};
const Words kJudging = {"recall", "agree",    "feel",    "rule",      "specify",   "judge",
                        "decide", "concur",   "provide", "teach",     "point",     "determine",
                        "accept", "perceive", "sense",   "recognize", "recognise", "view"};
const Words kReporting = {"say",     "state",   "note",    "argue",    "claim",  "write",
                          "add",     "explain", "report",  "conclude", "assert", "remark",
                          "contend", "insist",  "comment", "reply",    "observe"};
const Words kDebating = {"discuss", "debate", "ask", "wonder", "question", "contemplate"};
const Words kSpeaking = {"speak", "talk", "lecture", "reflect", "muse", "rant"};
const Words kHolding = {"believe",  "consider", "deem",    "think",   "regard",
                        "claim",    "profess",  "allege",  "purport", "expect",
                        "estimate", "assume",   "presume", "suppose", "declare"};
const Words kBelieving = {"confident",  "convinced", "certain", "hopeful",   "afraid",
                          "optimistic", "sure",      "clear",   "adamant",   "worried",
                          "concerned",  "doubtful",  "fearful", "skeptical", "sceptical",
                          "insistent",  "persuaded"};
const Words kStatements = {
    "recommendation", "claim",       "statement",     "report",       "argument",    "view",
    "belief",         "assertion",   "allegation",    "warning",      "finding",     "opinion",
    "position",       "suggestion",  "assessment",    "conclusion",   "estimate",    "prediction",
    "announcement",   "conviction",  "contention",    "accusation",   "hypothesis",  "theory",
    "fear",           "hope",        "insistence",    "testimony",    "idea",        "notion",
    "rumor",          "rumour",      "complaint",     "confirmation", "declaration", "explanation",
    "assurance",      "proposition", "thesis",        "concern",      "worry",       "doubt",
    "suspicion",      "expectation", "understanding", "impression",   "confidence",  "perception",
    "thought",        "guess",       "reminder",      "comment",      "remark",      "prophecy",
    "speculation",    "judgment",    "judgement",     "verdict",      "admission",   "confession",
    "denial",         "affirmation", "reply",         "evidence",     "conjecture",  "assumption",
    "forecast",       "tale",        "story",         "legend",       "myth",        "tradition",
    "certainty",      "presumption", "inference",     "observation",  "doctrine",    "vision",
    "dogma",          "tenet",       "message",       "note",
};
const Words kObjecting = {"reject", "dismiss",    "refute",   "rebut",       "dispute",
                          "debunk", "contradict", "disprove", "challenge",   "counter",
                          "ignore", "question",   "examine",  "investigate", "discuss"};
const Words kDocuments = {
    "report",       "study",       "survey",      "poll",       "analysis",    "article",
    "account",      "source",      "data",        "estimate",   "figure",      "statement",
    "document",     "statistics",  "record",      "census",     "researcher",  "paper",
    "book",         "biography",   "legend",      "memoir",     "letter",      "transcript",
    "log",          "review",      "index",       "finding",    "website",     "witness",
    "press",        "media",       "newspaper",   "research",   "tradition",   "myth",
    "theory",       "information", "chronicle",   "court",      "official",    "critic",
    "scholar",      "expert",      "enquiry",     "inquiry",    "audit",       "investigation",
    "evidence",     "assessment",  "evaluation",  "ruling",     "verdict",     "experiment",
    "scripture",    "bible",       "inscription", "notice",     "lawsuit",     "suit",
    "complaint",    "petition",    "memo",        "memorandum", "note",        "message",
    "post",         "essay",       "editorial",   "column",     "journal",     "magazine",
    "text",         "sign",        "plaque",      "poster",     "declaration", "proclamation",
    "order",        "resolution",  "law",         "bill",       "charter",     "treaty",
    "constitution", "statute",     "brief",       "motion",     "speech",      "result",
    "statistic",    "test",        "trial",       "model",      "simulation",  "calculation",
    "rumor",        "rumour",      "story",       "interview",  "telegram",    "dispatch",
    "blog",         "affidavit",   "indictment",  "decision",   "opinion",     "number"};

// What things are measured or sorted by.
const Words kStandards = {
    "rule",         "law",        "principle",    "precept",    "plan",          "need",
    "capacity",     "priority",   "region",       "criterion",  "standard",      "size",
    "type",         "age",        "ability",      "schedule",   "order",         "number",
    "election",     "interest",   "wish",         "condition",  "procedure",     "custom",
    "taste",        "preference", "circumstance", "situation",  "degree",        "level",
    "category",     "kind",       "nature",       "purpose",    "specification", "instruction",
    "method",       "merit",      "value",        "income",     "country",       "state",
    "season",       "rite",       "ritual",       "pattern",    "formula",       "amount",
    "gender",       "position",   "weight",       "color",      "colour",        "rank",
    "time",         "date",       "distance",     "proportion", "requirement",   "altitude",
    "origin",       "percentage", "rate",         "ratio",      "ethnicity",     "race",
    "sex",          "religion",   "language",     "length",     "height",        "style",
    "quality",      "function",   "role",         "place",      "location",      "area",
    "theme",        "subject",    "topic",        "grade",      "score",         "performance",
    "availability", "budget",     "usage",        "context",    "severity",      "temperature",
    "load",         "shape",      "material",     "feature"};

// What ends so is an act or a quality.
constexpr std::array<std::string_view, 8> kAbstract = {"tion", "ment", "ance", "ence",
                                                       "ity",  "ness", "ship", "ency"};

}  // namespace

bool is_saying(std::string_view lemma) { return kSaying.contains(lemma); }
bool takes_hearer(std::string_view lemma) { return kTelling.contains(lemma); }
bool is_finding(std::string_view lemma) { return kFinding.contains(lemma); }
bool is_judging(std::string_view lemma) { return kJudging.contains(lemma); }
bool is_reporting(std::string_view lemma) { return kReporting.contains(lemma); }
bool is_debating(std::string_view lemma) { return kDebating.contains(lemma); }
bool is_speaking(std::string_view lemma) { return kSpeaking.contains(lemma); }
bool is_holding(std::string_view lemma) { return kHolding.contains(lemma); }
bool is_believing(std::string_view lemma) { return kBelieving.contains(lemma); }
bool is_statement(std::string_view lemma) { return kStatements.contains(lemma); }
bool is_objecting(std::string_view lemma) { return kObjecting.contains(lemma); }
bool is_standard(std::string_view lemma) { return kStandards.contains(lemma); }
bool is_abstract(std::string_view lemma) {
  return std::any_of(kAbstract.begin(), kAbstract.end(),
                     [&](std::string_view end) { return lemma.ends_with(end); });
}
bool is_document(std::string_view lemma) { return kDocuments.contains(lemma); }

}  // namespace rapport::extract
