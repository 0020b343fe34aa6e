# Tests of the part "claims": clauses, names, mapping, and whole extraction.
rapport_test(extract_claims
  SOURCES clause_test.cc noun_phrase_test.cc map_test.cc mend_test.cc certainty_test.cc claims_test.cc event_test.cc open_test.cc
  LINKS rapport::extract)
