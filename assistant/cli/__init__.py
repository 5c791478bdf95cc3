"""The command line `spbe`: one file a group of commands. Only this package prints."""
