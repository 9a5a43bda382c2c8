"""What helps those who edit the data files: what editors know of each file, and the form that all files have."""
