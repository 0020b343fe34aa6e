# Blocks, sentences and tokens.
target_sources(rapport_extract PRIVATE
  structure.cc structure_line.cc structure_heading.cc structure_label.cc structure_notice.cc
  table.cc
  sentence.cc sentence_end.cc
  token.cc token_word.cc token_lists.cc token_char.cc
  segment_score.cc)
