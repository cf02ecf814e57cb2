"""What decides in conferences and ceremonies: lives, seats, order of calls, words read out, the press note. Pure."""
