"""What is wrong is refused by name, and changes nothing."""

from pathlib import Path

from stack.client import ClientError
from system_test_case import SystemTestCase
from testrun.whole_system import new_request_id, write_lines

_IDEA = {"--ods-code": "Z90001", "--title": "A title", "--problem": "A problem", "--how": "A way"}
_PROBLEM = {"--ods-code": "Z90001", "--title": "A title", "--description": "A description"}
_NOBODY = "01890000-0000-7000-8000-000000000000"


class BadInputTest(SystemTestCase):
    def refused(self, *words: str) -> ClientError:
        with self.assertRaises(ClientError) as caught:
            self.whole.client.call(*words)
        return caught.exception

    def refused_with(self, command: tuple[str, ...], options: dict[str, str], **changes: str) -> ClientError:
        changed = options | {"--" + name.replace("_", "-"): value for name, value in changes.items()}
        return self.refused(*command, *(word for option in changed.items() for word in option))

    def test_an_invalid_field_is_named(self) -> None:
        before = len(self.whole.client.call("idea", "list"))
        cases = [
            ("idea.title", {"title": ""}), ("idea.title", {"title": "x" * 201}), ("idea.title", {"title": "a\x01b"}),
            ("idea.problem_it_solves", {"problem": "x" * 10_001}), ("idea.how_it_works", {"how": ""}),
            ("idea.tags", {"tag": "x" * 51}),
        ]
        for field, changes in cases:
            with self.subTest(field=field, changes=str(changes)[:40]):
                error = self.refused_with(("idea", "submit"), _IDEA, **changes)
                if error.exit_code == 2:  # The client may know an option that must not be empty.
                    continue
                self.assertEqual((error.exit_code, error.code), (1, "INVALID_ARGUMENT"), error)
                self.assertTrue(any(named.startswith(field) for named in error.fields), error.fields)
        self.assertEqual(len(self.whole.client.call("idea", "list")), before)

    def test_unknown_things_are_not_found(self) -> None:
        cases = [
            ("ORGANISATION_UNKNOWN", self.refused_with(("idea", "submit"), _IDEA, ods_code="Z99999")),
            ("ORGANISATION_UNKNOWN", self.refused_with(("problem", "report"), _PROBLEM, ods_code="Z99999")),
            ("PERSON_UNKNOWN", self.refused_with(("problem", "report"), _PROBLEM, reporter=_NOBODY)),
            ("IDEA_UNKNOWN", self.refused("idea", "get", _NOBODY)),
            ("PROBLEM_UNKNOWN", self.refused("problem", "get", _NOBODY)),
            ("ORGANISATION_UNKNOWN", self.refused("organisation", "get", "Z99999")),
            ("PERSON_UNKNOWN", self.refused("person", "get", _NOBODY)),
            ("IDEA_UNKNOWN", self.refused("timeline", _NOBODY)),
        ]
        for reason, error in cases:
            with self.subTest(reason=reason, error=str(error)):
                self.assertEqual((error.exit_code, error.code, error.reason), (1, "NOT_FOUND", reason))

    def test_a_repeated_request_gets_the_first_answer_and_another_payload_is_refused(self) -> None:
        request_id = new_request_id()
        words = ["idea", "submit", *(word for option in _IDEA.items() for word in option), "--request-id", request_id]
        first = self.whole.client.call(*words)
        self.assertEqual(self.whole.client.call(*words), first)
        error = self.refused(*(word if word != "A way" else "Another way" for word in words))
        self.assertEqual((error.exit_code, error.code), (1, "ALREADY_EXISTS"))

    def test_an_oversized_message_is_refused(self) -> None:
        # Just above 256 KiB, by a list that is too long as well.
        idea = _IDEA | {"--how": "x"}
        tags = [word for number in range(6000) for word in ("--tag", f"{number:05d}" + "y" * 40)]
        error = self.refused("idea", "submit", *(word for option in idea.items() for word in option), *tags)
        self.assertEqual(error.exit_code, 1)
        self.assertIn(error.code, ("RESOURCE_EXHAUSTED", "INVALID_ARGUMENT"))

    def test_an_import_names_every_bad_line_and_sends_nothing(self) -> None:
        before = len(self.whole.client.call("problem", "list"))
        with self.assertRaises(ClientError) as caught:
            self.whole.client.call("import", "problems", self._mixed_file())
        self.assertEqual(caught.exception.exit_code, 2)
        self.assertEqual([line["line"] for line in caught.exception.output["lines"]], [2, 3])
        self.assertEqual(caught.exception.output["imported"], 0)
        self.assertEqual(len(self.whole.client.call("problem", "list")), before)

    def test_an_import_that_keeps_going_imports_the_rest(self) -> None:
        before = len(self.whole.client.call("problem", "list"))
        with self.assertRaises(ClientError) as caught:
            self.whole.client.call("import", "problems", self._mixed_file(), "--keep-going")
        self.assertNotEqual(caught.exception.exit_code, 0)
        self.assertEqual([line["line"] for line in caught.exception.output["lines"]], [2, 3, 4])
        self.assertEqual(caught.exception.output["imported"], 2)
        self.assertEqual(len(self.whole.client.call("problem", "list")), before + 2)

    def test_an_unreachable_service_is_said_so(self) -> None:
        with self.assertRaises(ClientError) as caught:
            self.whole.client.call("--intake", "127.0.0.1:1", "--timeout", "1", "idea", "list")
        self.assertEqual(caught.exception.exit_code, 3)

    def _mixed_file(self) -> str:
        """Lines 2 and 3 are bad in themselves, line 4 is about a practice that nobody knows."""
        path = Path(self.whole.logs) / "mixed.jsonl"
        return write_lines(path, [
            '{"ods_code": "Z90001", "title": "first", "text": "good"}',
            '{"ods_code": "Z90001", "title": ',
            '{"ods_code": "Z90001", "title": "no text"}',
            '{"ods_code": "Z99999", "title": "unknown practice", "text": "good"}',
            '{"ods_code": "Z90002", "title": "last", "text": "good"}',
        ])
