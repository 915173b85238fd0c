"""A change at work that a person asks for: in their own words, sent to one of those who lead them."""
