"""Packs and models are found from anywhere: build tree, install prefix, RAPPORT_DATA."""
import os
import subprocess

from harness import BUILD, EXAMPLES, SOURCE, TestCase, main


class Install(TestCase):
    def test_installed_program_finds_its_data(self):
        prefix = self.folder / "prefix"
        subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(prefix)], check=True,
                       stdout=subprocess.DEVNULL)
        program = prefix / "bin" / "rapport"
        shared = prefix / "share" / "rapport"
        for part in ("packs/cooperation.json", "models", "examples/reports"):
            self.assertTrue((shared / part).exists(), part)

        def run(*arguments, **more):
            return subprocess.run([str(program), "--db", str(self.db), *arguments], cwd="/", stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, env=self.environment(**more))
        self.assertEqual(run("--version").returncode, 0)
        done = run("import", str(EXAMPLES))
        self.assertEqual(done.returncode, 0, done.stderr)
        # Were the data missing from the prefix, the source tree would step in: move it out of sight.
        moved = self.folder / "moved"
        os.rename(shared, moved)
        done = run("pack", "check", "cooperation", RAPPORT_DATA=str(moved))
        self.assertEqual(done.returncode, 0, done.stderr)
        done = run("pack", "check", "cooperation", RAPPORT_DATA=str(self.folder))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"RAPPORT_DATA", done.stderr)
        self.assertIn(str(self.folder).encode(), done.stderr)

    def test_build_tree_from_another_folder(self):
        self.assertIn("cooperation", self.rapport("pack", "check"))
        self.assertTrue((SOURCE / "packs").is_dir())


if __name__ == "__main__":
    main()
