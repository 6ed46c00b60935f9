"""Commands about the memory model."""
