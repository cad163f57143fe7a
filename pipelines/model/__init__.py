"""2 SINGLE SOURCE OF TRUTH: what the published tables are, and all that derives from it."""
