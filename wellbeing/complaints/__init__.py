"""Anybody who works here can say that something is wrong, to somebody they choose, and gets an answer."""
