# Mentions, propositions, claims and the pipeline that runs all stages.
target_sources(rapport_extract PRIVATE
  tree_view.cc measure.cc noun_phrase.cc clause.cc          # reading a tree
  mention.cc reference.cc qualifier.cc layout.cc # who and what, when and how much
  frame_arguments.cc frame_verb.cc frame_noun.cc frame_adjective.cc frame_layout.cc  # propositions
  map.cc claims.cc extractor.cc)                 # typed claims
