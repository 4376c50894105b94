"""What holds at every door."""

import pytest


@pytest.mark.parametrize("path", ["/meetings/{}/minutes/", "/meetings/1/minutes/{}/", "/live/{}/"])
def test_a_number_that_no_row_can_have_leads_nowhere(visit, member, path):
    assert visit(member, path.format("9" * 30)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/j/%00/", "/m/%00/", "/screen/%00/", "/child-in-danger/%00/", "/live/1/next_date/answer/%00/"]
)
def test_a_sign_that_no_text_can_have_leads_nowhere(visit, member, path):
    """PostgreSQL keeps no NUL, and is not asked for one."""
    assert visit(member, path).status_code == 404
