"""Measured precision and recall against the gold rows, published as a table."""
