"""What the street sees: renders an edition's public pages and hands them to the releases room as files."""
