"""Many texts at once: every text below a directory becomes a parallel text, in processes or on a cluster."""
