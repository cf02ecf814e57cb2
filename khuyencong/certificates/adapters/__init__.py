"""The engines behind certificates: typesetting, QR, keys, signatures and their checking."""
