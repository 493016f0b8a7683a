"""How far contacts reach."""
