"""How a report gets into raw/: identified, shown, copied under its symbol, written into the manifest."""
