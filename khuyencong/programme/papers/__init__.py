"""The facts of the official papers of plans and projects, each as a `Paper` that documents sets."""
