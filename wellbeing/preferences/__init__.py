"""A person says how pages look for them, and nobody else can read what they chose."""
