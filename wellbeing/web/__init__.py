"""Flask manners shared by every page: access, forms, errors, headers, health."""
