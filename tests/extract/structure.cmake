# Tests of the part "structure".
rapport_test(extract_structure
  SOURCES structure_test.cc structure_cases.cc
  LINKS rapport::extract)
