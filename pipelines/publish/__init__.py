"""7 RELEASE: the formats, the descriptor, and the one atomic switch to a new release."""
