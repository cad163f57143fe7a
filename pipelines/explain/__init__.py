"""Why a row exists: its rule, the words it read, the lexicon lines that fit them, the source."""
