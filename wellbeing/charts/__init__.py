"""Pictures drawn with matplotlib; their arguments are released figures and nothing else."""
