"""What cleans and draws for the public site."""
