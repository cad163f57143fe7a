"""3 READ: bytes to blocks with source ranges, one file a format."""
