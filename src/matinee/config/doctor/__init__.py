"""The doctor: looks at an installation and says what is wrong and how to mend it.

A **check** is a function that yields findings; a **finding** is fine, a warning (works, but) or a problem (somebody
will be let down). One file a subject; the command runs them in order and leaves out what needs a database that is
not there.
"""
