"""The interface for programs: public sets for everybody, an office's own things by key."""
