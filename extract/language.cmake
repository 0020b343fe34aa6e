# The language engine: tagger, lemmatiser, parser and their trainer.
