"""Full text: passages, the words tier and the exact tier over them, queries, snippets and suggestions."""
