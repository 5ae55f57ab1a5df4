"""What somebody who wishes the school ill would try."""
