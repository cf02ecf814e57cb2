"""What stands behind the addresses of: papers."""


def add(_world, _cast, _at):
    """Make one thing of each kind and name its addresses."""
