# Tests of the part "text".
rapport_test(extract_text
  SOURCES text_test.cc read_test.cc markdown_test.cc words_test.cc repair_layout_test.cc
    repair_words_test.cc repair_seeds_test.cc
  LINKS rapport::extract)
