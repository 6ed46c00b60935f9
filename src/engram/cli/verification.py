"""Commands that check the theory."""
