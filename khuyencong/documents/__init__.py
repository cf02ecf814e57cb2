"""Files that come in, papers that go out."""
