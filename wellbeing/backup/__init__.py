"""Backups: copies that only the operator's private key opens, whole or not there at all."""
