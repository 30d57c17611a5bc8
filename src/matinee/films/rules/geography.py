"""Continents, regions and the cities that showings name without their country.

Countries by continent follow the United Nations' M49 list; the Americas are split as festivals split them.
"""

from typing import Final

_CONTINENTS: Final = {
    "Africa": """DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU
        YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW""",
    "Asia": """AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KP KR KW KG LA LB MO MY MV MN MM NP OM PK PS
        PH QA SA SG LK SY TW TJ TH TL TR TM AE UZ VN YE""",
    "Europe": """AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE XK LV LI LT LU MT MD MC
        ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB""",
    "North America": """AI AG AW BS BB BZ BM BQ VG CA KY CR CU CW DM DO SV GL GD GP GT HT HN JM MQ MX MS NI PA PR BL KN
        LC MF PM VC SX TT TC US VI""",
    "South America": "AR BO BR CL CO EC FK GF GY PY PE SR UY VE",
    "Oceania": "AS AU CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF",
}
CONTINENT_OF: Final = {code: name for name, codes in _CONTINENTS.items() for code in codes.split()}

_US_REGIONS: Final = {
    "West Coast": {"CA": "California", "OR": "Oregon", "WA": "Washington"},
    "Mountain West": {
        "AZ": "Arizona", "CO": "Colorado", "ID": "Idaho", "MT": "Montana", "NV": "Nevada", "NM": "New Mexico",
        "UT": "Utah", "WY": "Wyoming",
    },
    "Midwest": {
        "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "MI": "Michigan", "MN": "Minnesota",
        "MO": "Missouri", "NE": "Nebraska", "ND": "North Dakota", "OH": "Ohio", "SD": "South Dakota",
        "WI": "Wisconsin",
    },
    "South": {
        "AL": "Alabama", "AR": "Arkansas", "FL": "Florida", "GA": "Georgia", "KY": "Kentucky", "LA": "Louisiana",
        "MS": "Mississippi", "NC": "North Carolina", "OK": "Oklahoma", "SC": "South Carolina", "TN": "Tennessee",
        "TX": "Texas", "VA": "Virginia", "WV": "West Virginia",
    },
    "East Coast": {
        "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "ME": "Maine", "MD": "Maryland",
        "MA": "Massachusetts", "NH": "New Hampshire", "NJ": "New Jersey", "NY": "New York", "PA": "Pennsylvania",
        "RI": "Rhode Island", "VT": "Vermont",
    },
}  # fmt: skip
_STATE_NAMES: Final = {code: name for states in _US_REGIONS.values() for code, name in states.items()}
_REGION_OF_STATE: Final = {
    name.casefold(): region for region, states in _US_REGIONS.items() for name in states.values()
}

_CITIES: Final = {
    "US": {
        "California": "Los Angeles, San Francisco, San Diego, Santa Monica, Oakland, Palm Springs, Santa Barbara",
        "New York": "New York, New York City, Brooklyn, Rochester, Tribeca", "Texas": "Austin, Houston, Dallas",
        "Utah": "Park City, Salt Lake City", "Illinois": "Chicago", "Washington": "Seattle", "Oregon": "Portland",
        "Massachusetts": "Boston", "Georgia": "Atlanta", "Louisiana": "New Orleans", "Colorado": "Denver, Telluride",
        "Pennsylvania": "Philadelphia, Pittsburgh", "Florida": "Miami", "Ohio": "Cleveland", "Nevada": "Las Vegas",
    },
    "CA": {"Ontario": "Toronto, Ottawa", "Quebec": "Montreal", "British Columbia": "Vancouver, Whistler"},
    "GB": {"England": "London, Sheffield, Manchester, Bristol", "Scotland": "Edinburgh, Glasgow"},
    "FR": {"": "Paris, Cannes, Lyon, Annecy, Clermont-Ferrand, Marseille"}, "AU": {"": "Sydney, Melbourne"},
    "DE": {"": "Berlin, Munich, Hamburg, Leipzig, Oberhausen, Cologne"}, "ES": {"": "Madrid, Barcelona, Huesca"},
    "IT": {"": "Rome, Venice, Milan, Florence, Turin, Bologna"}, "NL": {"": "Amsterdam, Rotterdam"},
    "CH": {"": "Locarno, Zurich, Geneva"}, "AT": {"": "Vienna"}, "BE": {"": "Brussels"}, "PT": {"": "Lisbon, Porto"},
    "PL": {"": "Warsaw, Krakow"}, "CZ": {"": "Prague, Karlovy Vary"}, "HU": {"": "Budapest"}, "GR": {"": "Athens"},
    "SE": {"": "Stockholm, Uppsala"}, "DK": {"": "Copenhagen, Odense"}, "NO": {"": "Oslo"},
    "FI": {"": "Helsinki, Tampere"},
    "IE": {"": "Dublin, Galway, Cork"}, "TR": {"": "Istanbul"}, "IL": {"": "Tel Aviv, Jerusalem"}, "EG": {"": "Cairo"},
    "JP": {"": "Tokyo, Osaka, Hiroshima"}, "KR": {"": "Seoul, Busan"}, "CN": {"": "Beijing, Shanghai"},
    "TW": {"": "Taipei"},
    "IN": {"": "Mumbai, New Delhi, Kolkata"}, "BR": {"": "Sao Paulo, Rio de Janeiro"},
    "AR": {"": "Buenos Aires, Mar del Plata"},
    "MX": {"": "Mexico City, Guadalajara, Morelia"}, "PE": {"": "Lima"}, "CL": {"": "Santiago"}, "CO": {"": "Bogota"},
    "NG": {"": "Lagos"}, "ZA": {"": "Cape Town, Durban"}, "KE": {"": "Nairobi"}, "BF": {"": "Ouagadougou"},
}  # fmt: skip
_PLACE_OF_CITY: Final = {
    city.strip().casefold(): (region, country)
    for country, regions in _CITIES.items()
    for region, cities in regions.items()
    for city in cities.split(",")
}


def continent_of(country: str) -> str:
    """Return the continent of a country code, or nothing."""
    return CONTINENT_OF.get(country.upper(), "")


def state_name(region: str, country: str) -> str:
    """Return a state or province under one name: ``CA`` and ``california`` are ``California`` in the United States."""
    name = " ".join(region.split())
    if country.upper() != "US":
        return name.casefold()
    return (_STATE_NAMES.get(name.upper()) or name).casefold()


def region_of(region: str, country: str) -> str:
    """Return the part of the country that a state belongs to, such as ``West Coast``, or nothing."""
    name = state_name(region, country) if country.upper() == "US" else ""
    return _REGION_OF_STATE.get(name, "")


def is_state(word: str) -> bool:
    """Tell whether a word is a state of the United States, by name or in two letters."""
    return word.strip().upper() in _STATE_NAMES or word.strip().casefold() in _REGION_OF_STATE


def place_of_city(city: str) -> tuple[str, str] | None:
    """Return (state or region, country) of a city that festivals are known for, or None."""
    return _PLACE_OF_CITY.get(city.strip().casefold())
