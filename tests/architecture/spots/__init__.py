"""What stands behind the addresses of the public face and of the papers, a file each; ``add(world, cast, at)``."""
