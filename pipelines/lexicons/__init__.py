"""Knowledge as data: every line has a source, every pattern an example that is tested."""
