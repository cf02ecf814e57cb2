"""The norms in force: national ones from law, local ones entered by an office."""
