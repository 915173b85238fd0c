"""Guides for teams and those who lead them: a conversation, a meeting, supervision, what is not seen."""
