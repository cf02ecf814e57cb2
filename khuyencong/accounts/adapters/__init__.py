"""Log-in, second factor and password hashing, through django-allauth and argon2."""
