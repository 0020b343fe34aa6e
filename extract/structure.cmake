# Blocks, sentences and tokens.
target_sources(rapport_extract PRIVATE
  structure.cc
  sentence.cc sentence_end.cc
  token.cc token_word.cc token_lists.cc token_char.cc
  segment_score.cc)
