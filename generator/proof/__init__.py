"""The proof: the data as the document prints it, and its equality with the official text, letter by letter."""
