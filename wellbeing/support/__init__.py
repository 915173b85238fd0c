"""Requests that reach a human: a person asks, somebody of their choice answers, in a promised time."""
