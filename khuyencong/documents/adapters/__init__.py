"""The disk, and the engines that open strangers' files."""
