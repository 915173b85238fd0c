"""How the service runs: whether mail leaves and jobs are done, for those who run it.

Nothing here counts messages or people: docs/adr/0034.
"""
