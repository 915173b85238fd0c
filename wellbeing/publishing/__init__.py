"""The bridge: exact answers in, released figures out, once for every closed window."""
