"""One signed-in session with Google: requests with deadlines and retries, sign-in, errors, Drive.

In: the config's `[google]`. Out: answers as plain JSON; every failure is a GoogleError with what to do.
Imports the ground, `text`, `files`, `rules` and `settings`.
"""
