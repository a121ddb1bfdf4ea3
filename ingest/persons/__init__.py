"""Names of persons: how one looks, where it ends, who is merely credited."""
