"""Commands about circuits."""
