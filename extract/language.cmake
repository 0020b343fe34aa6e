# The language engine: tagger, lemmatiser, parser and their trainer.
target_sources(rapport_extract PRIVATE
  model_file.cc word_form.cc tagger.cc lemmatiser.cc int8_matrix.cc parser_layers.cc
  spanning_tree.cc parser.cc language.cc conllu.cc score.cc)

option(RAPPORT_TRAIN "Build rapport-train, which makes the language models, with all" OFF)
add_executable(rapport-train
  train/main.cc train/corpus.cc train/tagger_trainer.cc train/lemma_trainer.cc train/matrix.cc
  train/float_layers.cc train/float_parser.cc train/quantise.cc train/parser_trainer.cc)
target_link_libraries(rapport-train PRIVATE rapport_extract rapport_warnings fmt::fmt)
target_include_directories(rapport-train PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_options(rapport-train PRIVATE -O3 -march=native -fno-math-errno -Wno-psabi)
if(NOT RAPPORT_TRAIN)
  set_target_properties(rapport-train PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
