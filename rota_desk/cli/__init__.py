"""The command line: one file a command, each serving the same desk as the window."""
