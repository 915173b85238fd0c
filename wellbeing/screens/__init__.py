"""Optional published screens: a person may choose them, only they see the result, rules may suggest."""
