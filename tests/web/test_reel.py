"""The reel is true to length and its words are never cut through."""

from matinee.web.reel import Segment, lay_reel


def test_reel_is_as_wide_as_its_films_are_long() -> None:
    reel = lay_reel([Segment("One", 600), Segment("Two", 300), Segment("Q&A", 300, "qa")])
    assert [(placed.x, placed.width) for placed in reel.placed] == [
        ("0.000%", "50.000%"),
        ("50.000%", "25.000%"),
        ("75.000%", "25.000%"),
    ]
    assert reel.summary == "2 films · 15 min of film · 20 min in all"


def test_reel_on_a_shared_scale_leaves_the_rest_empty() -> None:
    assert lay_reel([Segment("One", 600)], scale_s=2400).placed[0].width == "25.000%"


def test_reel_longer_than_the_scale_still_fits() -> None:
    assert lay_reel([Segment("One", 600)], scale_s=60).placed[0].width == "100.000%"


def test_reel_without_films_is_empty() -> None:
    reel = lay_reel([Segment("Nothing", 0)])
    assert (reel.placed, reel.duration_s) == ((), 0)


def test_segment_words_fit_or_are_cut_with_a_sign() -> None:
    names = lay_reel([Segment("Letters to a House", 100), Segment("Rest", 900)]).placed[0].names
    assert [(caption.text, caption.classes) for caption in names] == [
        ("Lette…", "at640"),
        ("Letters…", "at800"),
        ("Letters to…", "at960"),
        ("Letters to a…", "at1200"),
    ]


def test_segment_tells_its_length_and_note() -> None:
    assert lay_reel([Segment("Ember", 131, note="LA premiere")]).placed[0].told == "Ember · 2:11 · LA premiere"
