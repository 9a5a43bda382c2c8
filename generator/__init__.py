"""Reads a government's yearly responsibility plan from YAML, checks it, and makes a documentation site of it."""
