"""People, supervisors and managers look at the same released figures of their units."""
