"""PDF files: engine → lines → page parts → blocks. The order of the files is the order of the work."""
