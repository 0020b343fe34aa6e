# Blocks, sentences and tokens.
