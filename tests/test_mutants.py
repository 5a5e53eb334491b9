"""What `make mutants` breaks must stand in the program: a rule whose line was rewritten would be
broken no more, and nobody would notice before the next night."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def mutants():
    spec = spec_from_file_location("broken_rules", ROOT / "scripts/broken_rules.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.MUTANTS


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.rule)
def test_the_line_of_a_rule_stands_in_the_program_once_and_its_tests_are_there(mutant):
    assert (ROOT / mutant.file).read_text("utf-8").count(mutant.right) == 1
    assert mutant.right != mutant.wrong
    missing = [test for test in mutant.tests.split() if not (ROOT / test).exists()]
    assert missing == []
