"""A person's own page, on every floor: name, time zone, language, and the keys of their programs."""
