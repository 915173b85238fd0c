"""Somebody says that they are not safe, and chooses whether the organisation's named responder is told."""
