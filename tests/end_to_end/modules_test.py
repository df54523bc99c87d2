#!/usr/bin/env python3
"""Modules and lists in files: where they are looked for, that nothing outside
of the roots is read, and that a changed import makes the cache stale."""

import os
import pathlib
import tempfile
import unittest

import harness

MAIN = """module main;
import shared.hosts;

platform lamp {
    fingerprint device { positive sni = tls.sni in hosts.lamps; }
    test "hello" { tls.sni = "lamp.example"; expect lamp.device; }
}
"""
HOSTS = 'module shared.hosts;\nlist lamps : host = file "lamps.txt";\n'


class ModulesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def compile(self, *arguments):
        return harness.run("iotpfc", "--emit=ir", "-o", "/dev/null", *arguments)

    def test_an_import_is_found_beside_the_file_or_in_a_root(self):
        main = self.write("rules/main.fp", MAIN)
        self.write("library/shared/hosts.fp", HOSTS)
        self.write("library/shared/lamps.txt", "lamp.example\n")
        result = self.compile(main)
        self.assertEqual(result.returncode, 1)
        self.assertIn("[unknown-import]", result.stderr)
        result = self.compile("-I", self.folder / "library", main)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.write("rules/shared/hosts.fp", HOSTS)
        self.write("rules/shared/lamps.txt", "lamp.example\n")
        result = self.compile(main)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_links_out_of_the_root_are_not_followed(self):
        main = self.write("rules/main.fp", MAIN)
        self.write("rules/shared/hosts.fp", HOSTS)
        secret = self.write("secret.txt", "secret.example\n")
        (self.folder / "rules/shared/lamps.txt").symlink_to(secret)
        result = self.compile(main)
        self.assertEqual(result.returncode, 1)
        self.assertIn("[import-failed]", result.stderr)
        self.assertNotIn("secret.example", result.stderr)

    def test_what_is_no_file_does_not_stop_the_compiler(self):
        main = self.write("rules/main.fp", MAIN)
        self.write("rules/shared/hosts.fp", HOSTS)
        os.mkfifo(self.folder / "rules/shared/lamps.txt")
        result = self.compile(main)
        self.assertEqual(result.returncode, 1)
        self.assertIn("is no regular file", result.stderr)

    def chain(self, length):
        for i in range(length):
            self.write(f"m{i}.fp", f"module m{i};\nimport m{i + 1};\n")
        self.write(f"m{length}.fp", f"module m{length};\n")
        return self.folder / "m0.fp"

    def test_imports_are_as_deep_as_said_and_no_deeper(self):
        self.assertEqual(self.compile(self.chain(63)).returncode, 0)
        result = self.compile(self.chain(64))
        self.assertEqual(result.returncode, 1)
        self.assertIn("[import-too-deep]", result.stderr)

    def test_the_number_of_files_is_bounded(self):
        imports = "".join(f"import m{i};\n" for i in range(10_001))
        for i in range(10_001):
            self.write(f"m{i}.fp", f"module m{i};\n")
        result = self.compile(self.write("main.fp", "module main;\n" + imports))
        self.assertEqual(result.returncode, 1)
        self.assertIn("[too-many-files]", result.stderr)

    def test_a_changed_import_makes_the_cache_stale(self):
        main = self.write("main.fp", MAIN)
        self.write("shared/hosts.fp", HOSTS)
        self.write("shared/lamps.txt", "lamp.example\n")
        session = self.write("a.jsonl", '{"tls": {"sni": "lamp.example"}}\n')
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))

        def label():
            result = harness.run("iotpf-run", "--json", "-r", main, session,
                                 env=environment)
            self.assertEqual(result.returncode, 0, result.stderr)
            return '"label":"platform"' in result.stdout.replace(" ", "")

        self.assertTrue(label())
        self.assertTrue(label())
        self.write("shared/lamps.txt", "other.example\n")
        self.assertFalse(label())

    def test_the_ruleset_has_a_digest_of_every_file(self):
        main = self.write("main.fp", MAIN)
        self.write("shared/hosts.fp", HOSTS)
        self.write("shared/lamps.txt", "lamp.example\n")
        library = self.folder / "rules.so"

        def bytes_of_library():
            result = harness.run("iotpfc", main, "-o", library)
            self.assertEqual(result.returncode, 0, result.stderr)
            return library.read_bytes()

        before = bytes_of_library()
        for name in [b"main.fp", b"shared/hosts.fp", b"shared/lamps.txt"]:
            self.assertIn(name, before)
        self.write("shared/lamps.txt", "# a comment\nlamp.example\n")
        self.assertNotEqual(bytes_of_library(), before)


if __name__ == "__main__":
    harness.main()
