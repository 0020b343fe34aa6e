# Tests of the part "language".
rapport_test(extract_language
  SOURCES word_form_test.cc model_file_test.cc tagger_test.cc lemmatiser_test.cc
          int8_matrix_test.cc parser_loops_test.cc spanning_tree_test.cc score_layer_test.cc
          name_decoder_test.cc tree_mend_test.cc mend_contacts_test.cc conllu_test.cc score_test.cc
          raw_treebank_test.cc names_test.cc language_test.cc
  LINKS rapport::extract)
if(RAPPORT_TRAIN)
  rapport_test(extract_train SOURCES train_test.cc LINKS rapport_training rapport::extract)
endif()
