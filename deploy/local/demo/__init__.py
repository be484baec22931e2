"""deploy/demo after everything is installed and built: starts the system, loads an invented ICB, submits one idea and
tells what became of it."""
