#!/usr/bin/env python3
"""iotpf-lint as CI and people run it: exit codes, forms of output, fixes, and
the project file."""

import json
import pathlib
import subprocess
import tempfile
import unittest

import harness

CLEAN = """module acme;

platform lamp "Acme lamp" {
    reference = "made for this test";

    fingerprint device {
        positive sni = tls.sni == "mqtt.lamp.example";
    }

    test "the lamp calls home" {
        tls.sni = "mqtt.lamp.example";
        expect lamp.device by sni;
    }
}
"""
# A list that is left over, and no reference: warnings of two names.
UNUSED = "list ports : int = [1883];\n"
LOOSE = CLEAN.replace('    reference = "made for this test";\n\n', "").replace(
    "platform", UNUSED + "\nplatform", 1)
# Regexes that operators say; the second has its own line, a comment, and
# characters of more bytes than one in front of it.
REGEXES = CLEAN.replace(
    '== "mqtt.lamp.example"',
    'matches /^mqtt\\.lamp\\.example$/ /* SNI */').replace(
    "}\n\n    test", """    positive app = http.request.path matches
            /* é💡 */ /^\\/lamp\\// or http.request.path matches /\\/v1$/i;
    }

    test""").replace(
    '    test "the', """    test "the app" {
        http.request.path = "/lamp/";
        expect lamp.device by app;
    }

    test "the""")
MISTAKE = CLEAN.replace("tls.sni ==", "tls.snl ==")
PROJECT = ".iotpf-lint.toml"


class Lint(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name).resolve()
        (self.folder / ".git").mkdir()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def lint(self, *arguments, code, where=""):
        result = harness.run("iotpf-lint", *arguments,
                             cwd=self.folder / where)
        self.assertEqual(result.returncode, code,
                         result.stdout + result.stderr)
        return result

    def slugs(self, *arguments, where=""):
        """The names of all findings, in order."""
        result = harness.run("iotpf-lint", "--format=json", *arguments,
                             cwd=self.folder / where)
        self.assertEqual(result.stderr, "")
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(result.returncode, 1 if lines else 0)
        return [line["slug"] for line in lines]

    # ---- exit codes

    def test_clean_rules_say_nothing(self):
        self.write("lamp.fp", CLEAN)
        self.assertEqual(self.lint("lamp.fp", code=0).stdout, "")
        self.assertEqual(self.lint(code=0).stdout, "")

    def test_a_finding_is_a_1(self):
        self.write("lamp.fp", LOOSE)
        out = self.lint("lamp.fp", code=1).stdout
        self.assertIn("lamp.fp:3:6: warning:", out)
        self.assertIn("[unused-list]", out)
        self.assertTrue(out.endswith("\n2 warnings\n"), out)

    def test_a_mistake_is_a_1(self):
        self.write("lamp.fp", MISTAKE)
        out = self.lint("lamp.fp", code=1).stdout
        self.assertIn("[unknown-field]", out)
        self.assertTrue(out.endswith("\n1 error\n"), out)

    def test_wrong_usage_is_a_2(self):
        self.write("lamp.fp", CLEAN)
        for arguments in (["--format=xml", "lamp.fp"],
                          ["--allow=unused-lists", "lamp.fp"],
                          ["--allow=unknown-field", "lamp.fp"],
                          ["--config=x", "--no-config", "lamp.fp"],
                          ["--explain=unused-lists"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.lint(*arguments, code=2).stdout, "")

    def test_a_failing_world_is_a_3(self):
        (self.folder / "empty").mkdir()
        for arguments in (["none.fp"], ["none/"], ["empty"],
                          ["-o", "none/report", "."]):
            with self.subTest(arguments=arguments):
                if "-o" in arguments:
                    self.write("lamp.fp", CLEAN)
                result = self.lint(*arguments, code=3)
                self.assertEqual(len(result.stderr.splitlines()), 1)

    # ---- what is checked

    def test_a_folder_is_one_ruleset(self):
        self.write("lists/hosts.fp", 'module lists.hosts;\n\n'
                   'list lamp : host = ["mqtt.lamp.example"];\n')
        self.write("lamp.fp", CLEAN.replace(
            "module acme;\n", "module acme;\n\nimport lists.hosts;\n").replace(
            '== "mqtt.lamp.example"', "in hosts.lamp"))
        self.write(".hidden/not.fp", "this is no rule")
        self.assertEqual(self.slugs("."), [])
        # Named twice, they are still read once.
        self.assertEqual(self.slugs(".", "lamp.fp", "./lists/hosts.fp"), [])
        self.assertEqual(self.slugs("lists"), ["unused-list"])

    def test_what_is_imported_is_not_reported(self):
        self.write("lists.fp", "module lists;\n" + UNUSED)
        self.write("lamp.fp", CLEAN.replace(
            "module acme;\n", "module acme;\n\nimport lists;\n"))
        self.assertEqual(self.slugs("lamp.fp"), ["unused-import"])

    def test_a_condition_that_no_test_makes_decide(self):
        self.write("lamp.fp", CLEAN.replace(
            "    }\n\n    test",
            '        negative shop = tls.sni == "shop.example";\n    }\n\n'
            "    test", 1))
        result = self.lint("lamp.fp", code=1)
        self.assertIn("no test makes `lamp.device.sufficient_negative` decide",
                      result.stdout)

    def test_allowing_by_comment_and_option(self):
        self.write("lamp.fp", LOOSE.replace(
            "list", "// iotpf: allow(unused-list)\nlist", 1))
        self.assertEqual(self.slugs("."), ["missing-reference"])
        self.assertEqual(self.slugs(".", "--allow=missing-reference"), [])
        self.write("lamp.fp", CLEAN.replace(
            "platform", "// iotpf: allow(unused-list)\nplatform", 1))
        self.assertEqual(self.slugs("."), ["stale-allow"])

    # ---- forms of output

    def test_json(self):
        self.write("lamp.fp", REGEXES)
        result = self.lint("--format=json", ".", code=1)
        first = json.loads(result.stdout.splitlines()[0])
        self.assertEqual(first["severity"], "warning")
        self.assertEqual(first["fix"][0]["replacement"],
                         '== "mqtt.lamp.example"')

    def test_github(self):
        self.write("lamp.fp", LOOSE)
        lines = self.lint("--format=github", ".", code=1).stdout.splitlines()
        self.assertEqual(
            lines[0],
            "::warning file=lamp.fp,line=3,endLine=3,col=6,endColumn=10,"
            "title=unused-list::nothing uses the list `ports`%0A"
            "test a field with it, or remove it")
        self.assertEqual(len(lines), 2)

    def sarif(self, *arguments, code):
        log = self.folder / "out.sarif"
        result = self.lint("--format=sarif", "-o", log, *arguments, code=code)
        self.assertEqual(result.stdout + result.stderr, "")
        log = json.loads(log.read_text())
        try:
            import jsonschema
        except ImportError as missing:
            raise unittest.SkipTest("python3-jsonschema is not here") from missing
        schema = json.loads(
            (harness.DATA / "sarif-2.1.0-rtm.5.json").read_text())
        jsonschema.Draft4Validator(schema).validate(log)
        return log["runs"][0]

    def test_sarif_declares_all_rules(self):
        self.write("lamp.fp", CLEAN)
        run = self.sarif(".", code=0)
        self.assertEqual(run["results"], [])
        table = (harness.ROOT / "compiler/diagnostics/diagnostics.def")
        rows = table.read_text().split("IOTPF_DIAGNOSTIC(")[1:]
        slugs = [row.split('"')[1] for row in rows]
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual([rule["id"] for rule in rules], slugs)
        for rule in rules:
            self.assertGreater(len(rule["fullDescription"]["text"]), 40, rule)

    def test_sarif_places_and_fixes(self):
        self.write("sub folder/lamp.fp", REGEXES)
        run = self.sarif(".", code=1)
        result = run["results"][1]
        self.assertEqual(result["ruleId"], "plain-regex")
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual(place["artifactLocation"]["uri"],
                         "sub%20folder/lamp.fp")
        # Two columns of UTF-16 for the lamp, one for the letter.
        self.assertEqual(place["region"]["startColumn"],
                         len(12 * " " + "/* éXX */ ") + 1)
        change = result["fixes"][0]["artifactChanges"][0]
        self.assertEqual(change["replacements"][0]["insertedContent"]["text"],
                         'starts_with "/lamp/"')

    def test_sarif_of_a_mistake(self):
        self.write("lamp.fp", MISTAKE)
        result = self.sarif(".", code=1)["results"][0]
        self.assertEqual(result["level"], "error")
        self.assertEqual(result["ruleId"], "unknown-field")

    def test_sarif_of_bytes_that_are_no_text(self):
        (self.folder / "lamp.fp").write_bytes(b"\xff\xfe" + CLEAN.encode())
        self.assertEqual(self.sarif(".", code=1)["results"][0]["ruleId"],
                         "not-utf8")

    # ---- fixes

    def test_fixes_are_made_once(self):
        path = self.write("lamp.fp", REGEXES.replace("platform",
                                                     UNUSED + "platform", 1))
        result = self.lint("--fix", ".", code=1)
        self.assertIn("[unused-list]", result.stdout)
        self.assertNotIn("[plain-regex]", result.stdout)
        mended = path.read_text()
        self.assertIn('tls.sni == "mqtt.lamp.example" /* SNI */', mended)
        self.assertIn('ends_with nocase "/v1"', mended)
        self.assertEqual(self.lint("--fix", ".", code=1).stdout, result.stdout)
        self.assertEqual(path.read_text(), mended)
        tested = harness.run("iotpf-test", path)
        self.assertEqual(tested.returncode, 0, tested.stdout + tested.stderr)

    def test_a_fix_uncovers_the_next(self):
        self.write("lists/a.fp", "module lists.a;\n" + UNUSED)
        path = self.write("lamp.fp", CLEAN.replace(
            "module acme;\n",
            "module acme;\n\nimport lists.a;\nimport lists.a;\n"))
        self.lint("--fix", "lamp.fp", code=0)
        self.assertEqual(path.read_text(),
                         CLEAN.replace("acme;\n", "acme;\n\n"))

    def test_what_is_allowed_is_not_mended(self):
        path = self.write("lamp.fp", REGEXES)
        self.write(PROJECT, 'allow = ["plain-regex"]\n')
        self.lint("--fix", ".", code=0)
        self.assertEqual(path.read_text(), REGEXES)

    def test_rules_with_a_mistake_are_not_mended(self):
        path = self.write("lamp.fp", REGEXES.replace("http.request.path",
                                                     "http.request.paht"))
        before = path.read_text()
        self.lint("--fix", ".", code=1)
        self.assertEqual(path.read_text(), before)

    def test_standard_input_is_not_written(self):
        result = subprocess.run(
            [harness.program("iotpf-lint"), "--fix", "-"], input=REGEXES,
            capture_output=True, text=True, cwd=self.folder, timeout=60)
        self.assertEqual(result.returncode, 1)
        self.assertIn("<stdin>:", result.stdout)
        self.assertEqual([p.name for p in self.folder.iterdir()], [".git"])

    # ---- the project file

    def test_the_project_allows(self):
        self.write("rules/lamp.fp", LOOSE)
        self.write(PROJECT, 'allow = ["missing-reference"]\n\n'
                   '[[allow-in]]\npath = "rules/*.fp"\n'
                   'slugs = ["unused-list"]\n')
        self.assertEqual(self.slugs("rules"), [])
        # Found from below, by the same paths.
        self.assertEqual(self.slugs(".", where="rules"), [])
        self.assertEqual(self.slugs("--no-config", "rules"),
                         ["unused-list", "missing-reference"])
        self.write("other.toml", 'allow = ["unused-list"]\n')
        self.assertEqual(self.slugs("--config=other.toml", "rules"),
                         ["missing-reference"])

    def test_the_project_ends_where_the_repository_does(self):
        self.write(PROJECT, 'allow = ["missing-reference", "unused-list"]\n')
        self.write("inner/lamp.fp", LOOSE)
        (self.folder / "inner/.git").mkdir()
        self.assertEqual(self.slugs(".", where="inner"),
                         ["unused-list", "missing-reference"])

    def test_what_a_project_allows_in_vain(self):
        self.write("lamp.fp", CLEAN)
        self.write(PROJECT, '# The rules of Acme.\n'
                   'allow = ["plain-regex", "no-such"]\n\n'
                   '[[allow-in]]\npath = "lists/*"\n'
                   'slugs = ["unused-list"]\n')
        out = self.lint(".", code=1).stdout
        self.assertIn(PROJECT + ":2:10: warning: nothing is reported as "
                      "`plain-regex` [stale-allow]", out)
        self.assertIn(PROJECT + ":2:25: warning: there is no warning "
                      "`no-such` [unknown-allow]", out)
        self.assertIn(PROJECT + ":6:10: warning: nothing is reported as "
                      "`unused-list` in lists/* [stale-allow]", out)
        self.assertIn('2 | allow = ["plain-regex", "no-such"]', out)

    def test_mistakes_in_the_project_file(self):
        self.write("lamp.fp", CLEAN)
        for text, place in (("allow = [", ":1:"), ("alow = []\n", ":1:1:"),
                            ("allow = 4\n", ":1:9:"),
                            ("\nallow = [4]\n", ":2:10:"),
                            ("[[allow-in]]\npath = 'x'\n", ":1:1:"),
                            ("[allow-in]\npath = 'x'\n", ":1:1:")):
            with self.subTest(text=text):
                self.write(PROJECT, text)
                result = self.lint(".", code=2)
                self.assertIn(PROJECT + place, result.stderr)
                self.assertEqual(len(result.stderr.splitlines()), 1)

    # ---- what it says of itself

    def test_all_checks_are_listed_and_explained(self):
        lines = self.lint("--list", code=0).stdout.splitlines()
        slugs = [line.split()[0] for line in lines]
        self.assertIn("plain-regex", slugs)
        self.assertNotIn("unknown-field", slugs)
        for line, slug in zip(lines, slugs):
            self.assertGreater(len(line), 40, line)
            self.assertIn(slug, self.lint("--explain", slug, code=0).stdout)


if __name__ == "__main__":
    harness.main()
