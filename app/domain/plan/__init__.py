"""Plans, recommendations, activations and tasks."""
