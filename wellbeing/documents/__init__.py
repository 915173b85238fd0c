"""Documents about data protection and safety, made from the settings this installation really has.

What only people can decide stays a blank that they fill in: docs/adr/0058.
"""
