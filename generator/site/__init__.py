"""The site as values: pages, files, the address of everything, and the one place where text becomes markup."""
