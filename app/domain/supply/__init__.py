"""Requests for materials 物资需求: asked for, promised, issued, arrived, refused; each step with time and source."""
