"""What clang-tidy looks at: no source may be left out because it is compiled together with others."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from testrun.tidy import compiled_units


class TidyTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        self.build = self.root / ".local" / "build"
        subprocess.run(("git", "init", "-q", str(self.root)), check=True)
        (self.root / ".gitignore").write_text("/.local/\n")

    def write(self, path: Path, text: str = "") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def units(self, *compiled: Path) -> list[str]:
        self.write(self.build / "compile_commands.json", json.dumps([{"file": str(file)} for file in compiled]))
        return [unit.name(self.root) for unit in compiled_units(self.root, self.build)]

    def test_sources_that_are_compiled_together_are_one_unit(self) -> None:
        alone, first, second = (self.write(self.root / "libs" / name) for name in ("alone.cc", "a.cc", "b.cc"))
        together = self.write(self.build / "unity_0.cxx", f'#include "{first}"\n\n#include "{second}"\n')
        self.assertEqual(self.units(together, alone), ["tidy:libs/a.cc libs/b.cc", "tidy:libs/alone.cc"])

    def test_generated_code_is_left_out(self) -> None:
        generated = self.write(self.build / "scripts.cc", '#include "nothing.h"\n')
        ours = self.write(self.root / "libs" / "a.cc")
        together = self.write(self.build / "unity_0.cxx", f'#include "{ours}"\n#include "{generated}"\n')
        self.assertEqual(self.units(generated), [])
        self.assertEqual(self.units(together), ["tidy:libs/a.cc"])


if __name__ == "__main__":
    unittest.main()
