"""Arabic text in, records out. Pure: no network, no database, no clock."""
