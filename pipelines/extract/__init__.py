"""5 MEANING: from a document to found rows. Pure functions, one file a table."""
