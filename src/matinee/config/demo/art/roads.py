"""Scenes of roads and streets."""

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.open_air import headlights, put, rain, ridge, sky
from matinee.config.demo.art.things import THINGS


def road(c: Canvas, prop: str) -> None:
    """Show a road that goes where the light is."""
    horizon = c.between(330, 660)
    sun = sky(c, horizon, c.between(0.14, 0.44), 0.94)
    meet = min(max(sun[0], 300), 1300)
    c.glow((meet, horizon - 20), 420, 0.8)
    with c.layer(c.haze(0.7, 0.4)) as pen:
        pen.poly(ridge(c, horizon + 2, 26, 0.55))
    with c.layer(0.12) as pen:
        pen.box(0, horizon, WIDTH, HEIGHT)
    with c.layer(0.3) as pen:
        pen.poly([(meet - 3, horizon), (meet + 3, horizon), (meet + 760, HEIGHT), (meet - 620, HEIGHT)])
    lines(c, meet, horizon)
    if prop == "pole":
        poles(c, meet, horizon)
    elif prop in {"car", "truck"}:
        put(c, prop, (meet + (360 if meet < WIDTH / 2 else -360), horizon + 30), c.between(120, 170))
        headlights(c, (meet + 24, horizon + 70))
    else:
        put(
            c,
            prop,
            (meet + (380 if meet < WIDTH / 2 else -380), horizon + 26),
            c.between(280, 430) if prop in {"tree", "mast"} else c.between(180, 230),
        )
    c.shade(vertical((0, 0.85), (horizon, 1), (HEIGHT, 0.6)) * (0.75 + 0.3 * spot((meet, horizon + 60), 420, 1.6)))


def lines(c: Canvas, meet: float, horizon: float) -> None:
    """Paint the broken middle line in perspective, and the two edges."""
    deep = HEIGHT - horizon
    with c.layer(0.86, opacity=0.85) as pen:
        for step in range(14):
            near, far = (step / 14) ** 2.4, ((step + 0.5) / 14) ** 2.4
            for_near, for_far = horizon + deep * near, horizon + deep * far
            shift = 70
            pen.poly([
                (meet + shift * near - 9 * near, for_near), (meet + shift * near + 9 * near, for_near),
                (meet + shift * far + 9 * far, for_far), (meet + shift * far - 9 * far, for_far),
            ])  # fmt: skip
        for edge in (-600, 735):
            pen.poly([(meet, horizon), (meet + edge, HEIGHT), (meet + edge + 16, HEIGHT)])


def poles(c: Canvas, meet: float, horizon: float) -> None:
    """Set telegraph poles along the road, with their wires."""
    with c.layer(0.02) as pen:
        tops = []
        for step in range(1, 8):
            share = (step / 7) ** 2.6
            foot = (meet + 80 + share * 620, horizon + share * 180)
            THINGS["pole"](pen, foot, 30 + share * 640, c.rng)
            tops.append((foot[0], foot[1] - (30 + share * 640) * 0.95))
        pen.line([(meet, horizon - 2), *tops], 1.2)


def street(c: Canvas, prop: str) -> None:
    """Show a street with lamps, wet from rain."""
    horizon = c.between(500, 600)
    meet = c.between(560, 1040)
    light = vertical((0, 0.1), (horizon, 0.56), (HEIGHT, 0.14)) + clouds(c.rng, 4, 5) * 0.12
    c.ground(light + spot((meet, horizon), 330, 1.7) * 0.36)
    for step in range(6):
        for side in (-1, 1):
            terrace(c, (meet, horizon), step, side)
    with c.layer(0.1) as pen:
        pen.poly([(meet - 110, horizon + 4), (meet + 110, horizon + 4), (meet + 1000, HEIGHT), (meet - 1000, HEIGHT)])
    c.mirror(horizon + 60, 0.62)
    if prop == "cars":
        for step in range(3):
            headlights(c, (meet - 70 - step * 70, horizon + 30 + step * 62))
    elif prop:
        put(c, prop, (meet + 240, horizon + 140), 330)
    for side in (-1, 1):
        x = meet + side * 470
        with c.layer(0.02) as pen:
            pen.line([(x, horizon + 190), (x, 210), (x - side * 90, 196)], 9)
        c.glow((x - side * 96, 206), 250, 0.95)
    rain(c, 150)


def terrace(c: Canvas, meet: Point, step: int, side: int) -> None:
    """Draw one house of a street that runs away from us, and its lit windows."""
    x, horizon = meet
    share, before = ((step + 1) / 6) ** 1.9, (step / 6) ** 1.9
    tall, lift = 60 + share * 620, c.between(0.7, 1.1)
    near, far = x + side * (110 + share * 780), x + side * (110 + before * 780)
    edge = near + side * 40
    with c.layer(max(0.03, 0.42 - step * 0.07)) as pen:
        roof = [(far, horizon - tall * lift * 0.86), (edge, horizon - tall * lift)]
        pen.poly([(far, horizon + 6), *roof, (edge, HEIGHT), (far, HEIGHT)])
    with c.layer(c.tone.lamp, opacity=0.8) as pen:
        for _ in range(int(5 + share * 8)):
            at = (c.between(min(near, far), max(near, far)), horizon - c.between(14, 40 + tall * 0.5))
            pen.box(at[0], at[1], at[0] + 5 + share * 18, at[1] + 8 + share * 26)


def crossing(c: Canvas, _prop: str) -> None:
    """Show a crossing from above: stripes, a pole and its long shadow."""
    c.ground(0.2 + clouds(c.rng, 20, 12) * 0.12 + spot((c.between(300, 1300), 300), 620, 1.4) * 0.2)
    turn = c.between(0.1, 0.3)
    with c.layer(0.9, opacity=0.92) as pen:
        for step in range(-3, 14):
            x = step * 150
            pen.poly([(x, 250), (x + 84, 250), (x + 84 + 450 * turn, 700), (x + 450 * turn, 700)])
    with c.layer(0.02, blur=5, opacity=0.7) as pen:
        pen.poly([(1020, 640), (1040, 640), (380, 130), (350, 150)])
        pen.round_box(300, 80, 420, 190, radius=20)
    with c.layer(0.04) as pen:
        pen.box(1010, 250, 1044, 660)
        pen.round_box(972, 170, 1082, 300, radius=18)
    with c.layer(c.tone.lamp) as pen:
        pen.oval((1027, 236), 34)
    c.glow((1027, 236), 260, 0.95)
