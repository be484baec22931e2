"""tests/run after everything is installed: runs the named parts, counts every single test, shows what failed."""
