"""What can go wrong for a person who starts Waggle on one machine."""


class StackError(Exception):
    """One clear sentence for the person at the terminal: the thing, the reason, the remedy. Shown without a trace."""
