"""The promise of support is measured by labelled tests and by the rota, never by anybody's request."""
