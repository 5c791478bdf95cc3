"""Migrations of the workspace's database, run by `assistant.workspace.database`."""
