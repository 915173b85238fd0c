"""The audit log: looks by others, and acts of those who administer and run the service, in one chain."""
