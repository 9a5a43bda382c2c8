"""What a change of the data means, for those who review it: who owes what, what the site and its readers get."""
