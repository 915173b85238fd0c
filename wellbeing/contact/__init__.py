"""Contact inside the product: the two people of a case arrange a time, and write each other letters."""
