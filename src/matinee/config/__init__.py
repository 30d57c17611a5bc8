"""The wiring: settings typed from the environment, addresses, the server and the one command."""
