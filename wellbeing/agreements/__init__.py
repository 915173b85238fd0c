"""The team agreement: one page that everyone in a team reads and edits, with every version kept."""
