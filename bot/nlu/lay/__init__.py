"""What patients say in their own words, and what speech recognition makes of it."""
