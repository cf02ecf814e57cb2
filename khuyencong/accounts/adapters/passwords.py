"""The password hash: Argon2id with a memory cost that eight log-ins at once can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Hasher(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes. Source: OWASP Password Storage Cheat Sheet."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
