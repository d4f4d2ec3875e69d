"""What words mean by themselves: the catalogue's names, numbers, units, the calendar, and the tokens of a message."""
