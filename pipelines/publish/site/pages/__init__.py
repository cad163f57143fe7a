"""The pages, a module a kind. Each gives paths and texts; `build` writes them."""
