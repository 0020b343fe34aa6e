# Mentions, propositions, claims and the pipeline that runs all stages.
target_sources(rapport_extract PRIVATE extractor.cc)
