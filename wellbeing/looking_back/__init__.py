"""A person looks back at their own weeks, keeps notes for themself and prepares a conversation."""
