"""A photo of the sheet: looked at first, kept without its secrets, for members only, gone when somebody says so."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from peercircle.activities.world_cafe.activity import KIND
from peercircle.activities.world_cafe.models import SheetPhoto
from peercircle.meetings.actions import leading
from tests.cast import client_of


def jpeg(size=(1800, 900)):
    out = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (42.0, 54.0, 36.0)
    exif[0x010F] = "Shpresa's phone"
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def sent(content=None, name="sheet.jpg", **more):
    return {"photo": SimpleUploadedFile(name, jpeg() if content is None else content), "is_safe": "on", **more}


@pytest.fixture
def table(cafe, leader, go_to):
    go_to("harvest")
    return cafe.tables.exclude(host=leader).first()


@pytest.fixture
def add(meeting, table):
    return reverse("world_cafe:photo", args=[meeting.pk, table.pk])


@pytest.fixture
def kept(visit, add, table):
    visit(table.host, add, post=sent())
    return SheetPhoto.objects.get()


def at(name, table):
    return reverse(f"world_cafe-plan:{name}", args=[table.cafe.item_id, table.pk])


def test_it_is_kept_small_and_says_nothing_but_what_is_seen(kept):
    photo = Image.open(BytesIO(bytes(kept.jpeg)))

    assert (photo.format, photo.size) == ("JPEG", (1600, 800))
    assert not photo.getexif()
    assert not photo.getexif().get_ifd(0x8825)
    assert b"Shpresa" not in bytes(kept.jpeg)


def test_a_warning_stands_before_it(visit, add, table):
    page = visit(table.host, add).content.decode()

    assert "Look before you send" in page


def test_nobody_looked_nothing_is_kept(visit, add, table):
    answer = visit(table.host, add, post={"photo": sent()["photo"]})

    assert answer.status_code == 422
    assert "Please look first" in answer.content.decode()
    assert not SheetPhoto.objects.exists()


def test_a_new_one_takes_the_place_of_the_old(visit, add, table, kept):
    visit(table.host, add, post=sent(jpeg((100, 50))))

    assert Image.open(BytesIO(bytes(SheetPhoto.objects.get().jpeg))).size == (100, 50)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7", "not a photo"), (jpeg()[:400], "not a photo"), (b"", "not a photo")],
    ids=["a pdf", "half a photo", "nothing"],
)
def test_what_is_no_photo_is_refused_in_a_sentence(visit, add, table, content, words):
    answer = visit(table.host, add, post=sent(content))

    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert not SheetPhoto.objects.exists()


def test_thirty_megabytes_are_refused_in_a_sentence(visit, add, table):
    answer = visit(table.host, add, post=sent(b"x" * 30 * 1024 * 1024))

    assert answer.status_code == 413
    assert "at most 12 MB" in answer.content.decode()


def test_host_and_facilitator_may_others_and_strangers_may_not(visit, add, meeting, leader, people, table, stranger):
    other = next(person for person in people if person not in {leader, table.host})
    away = reverse("world_cafe:photo-away", args=[meeting.pk, table.pk])

    assert visit(leader, add).status_code == 200
    assert visit(other, add).status_code == 403
    assert visit(other, away, post={}).status_code == 403
    assert visit(stranger, add, post=sent()).status_code == 404
    assert visit(stranger, away, post={}).status_code == 404
    assert visit(None, add).status_code == 302


def test_after_the_close_none_is_added(visit, add, leader, table, now):
    host = table.host
    leading.close_meeting(leader, now=now)

    assert visit(host, add, post=sent()).status_code == 409
    assert not SheetPhoto.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("guest", 302), ("stranger", 404), ("nobody", 302)])
def test_members_see_it_and_nobody_else(request, visit, table, kept, who, status):
    person = None if who == "nobody" else request.getfixturevalue(who)
    answer = visit(person, at("photo", table))

    assert answer.status_code == status
    if status == 200:
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.content == bytes(kept.jpeg)
        assert "no-store" in answer.headers["Cache-Control"]


def test_it_stands_in_the_minutes_of_members(visit, cafe, leader, member, table, kept, now):
    leading.close_meeting(leader, now=now)
    page = visit(member, reverse("meetings:minutes", args=[cafe.item.meeting_id])).content.decode()

    assert at("photo", table) in page
    (picture,) = KIND.pictures([cafe.item])
    assert picture.caption == f"Sheet of the table “{table.theme}”"
    assert picture.load() == bytes(kept.jpeg)


@pytest.mark.parametrize("cafes", [1, 2])
def test_minutes_with_photos_ask_the_database_nine_times(
    leader, member, meeting, kept, put_on_agenda, now, cafes, django_assert_num_queries
):
    if cafes == 2:
        other = put_on_agenda("world_cafe", minutes=60).cafe
        table = other.tables.first() or other.tables.create(number=1, theme="Rest")
        SheetPhoto.objects.create(table=table, jpeg=kept.jpeg, added_at=now)
    leading.close_meeting(leader, now=now)
    client = client_of(member)

    with django_assert_num_queries(9):
        assert client.get(reverse("meetings:minutes", args=[meeting.pk])).status_code == 200


def test_any_member_takes_it_away_at_any_time(visit, leader, member, stranger, guest, table, kept, now):
    leading.close_meeting(leader, now=now)
    for somebody, status in [(stranger, 404), (guest, 302), (None, 302)]:
        assert visit(somebody, at("photo-away", table), post={}).status_code == status
    assert SheetPhoto.objects.exists()

    for _tap in range(2):
        assert visit(member, at("photo-away", table), post={}).status_code == 302
    assert not SheetPhoto.objects.exists()
    assert visit(member, at("photo", table)).status_code == 404


def test_it_is_not_read_where_only_its_being_there_counts(
    visit, meeting, leader, table, kept, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as asked:
        visit(leader, reverse("meetings:step", args=[meeting.pk]))

    assert not [query["sql"] for query in asked.captured_queries if '"jpeg"' in query["sql"]]
