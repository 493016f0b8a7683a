"""Links to frozen reports and who may open them."""
