# The language engine: tagger, lemmatiser, parser and their trainer.
target_sources(rapport_extract PRIVATE
  model_file.cc word_form.cc tagger.cc lemmatiser.cc int8_matrix.cc parser_loops.cc parser_layers.cc
  spanning_tree.cc parser.cc language.cc conllu.cc score.cc)

option(RAPPORT_TRAIN "Build rapport-train, which makes the language models, with all" OFF)
add_library(rapport_training STATIC
  train/corpus.cc train/tagger_trainer.cc train/lemma_trainer.cc train/matrix.cc
  train/float_layers.cc train/float_parser.cc train/quantise.cc train/parser_trainer.cc)
target_link_libraries(rapport_training PUBLIC rapport_extract PRIVATE rapport_warnings)
target_include_directories(rapport_training PRIVATE ${PROJECT_SOURCE_DIR})
# Training alone works in floating point: as fast as the machine that trains can.
target_compile_options(rapport_training PRIVATE -O3 -march=native -ffast-math -Wno-psabi)
add_executable(rapport-train train/main.cc)
target_link_libraries(rapport-train PRIVATE rapport_training rapport_warnings fmt::fmt)
target_include_directories(rapport-train PRIVATE ${PROJECT_SOURCE_DIR})
if(NOT RAPPORT_TRAIN)
  set_target_properties(rapport_training rapport-train PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
