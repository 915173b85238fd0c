"""Formal support: a person agrees, a practitioner signs it off or says why not, both end it together."""
