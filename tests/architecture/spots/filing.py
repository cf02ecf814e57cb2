"""What stands behind the addresses of: filing."""


def add(_world, _cast, _at):
    """Make one thing of each kind and name its addresses."""
