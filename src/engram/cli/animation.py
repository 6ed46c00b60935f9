"""Commands that animate."""
