"""A person lets one other person read one section of their kit, or their sheet, until a day."""
