# Tests of the part "text".
rapport_test(extract_text SOURCES text_test.cc LINKS rapport::extract)
