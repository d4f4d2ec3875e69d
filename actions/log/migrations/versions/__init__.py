"""One module a step of the schema; they are never changed once released."""
