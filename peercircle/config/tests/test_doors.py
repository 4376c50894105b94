"""What holds at every door."""

import pytest


@pytest.mark.parametrize("path", ["/meetings/{}/minutes/", "/meetings/1/minutes/{}/", "/live/{}/"])
def test_a_number_that_no_row_can_have_leads_nowhere(visit, member, path):
    assert visit(member, path.format("9" * 30)).status_code == 404
