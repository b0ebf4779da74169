"""Google's Sheets v4, Drive v3 and OAuth on one port of this machine, over state in memory.

Real clients work against it: `python -m tests.google_emulator --port 0 [--log FILE]` prints one JSON line with the
address, and with key files whose `token_uri` leads here; in tests it is the fixture `google`. It answers as Google
does: what it takes and what it says is checked against Google's discovery documents.

What a test does besides (`server.Emulator`) another process does under /_emulator/, in JSON:

    curl $E/_emulator/spreadsheets -d '{"title": "Sổ", "tabs": {"Tháng 10": [["Mã CB", "Điểm"], ["TV01", 8.5]]}}'
    curl $E/_emulator/faults -d '{"kind": "lost-reply", "matching": ":batchUpdate"}'
    curl $E/_emulator/hand -d '{"spreadsheet": "ID", "do": "insert_rows", "args": ["Tháng 10", 2, 1],
                                "before": ":batchUpdate"}'

| Call               | What it takes                                                                              |
|--------------------|--------------------------------------------------------------------------------------------|
| GET /              | nothing; tells address, files, accounts, and bugs of the emulator that came to light       |
| POST /reset        | nothing; everything is as at the start                                                     |
| GET, DELETE /calls | nothing; every call so far                                                                 |
| POST /faults       | kind, at, matching, times, retry_after, seconds (`faults.Fault`); GET counts, DELETE ends  |
| POST /latency      | seconds of every call                                                                      |
| POST /clock        | advance, in seconds                                                                        |
| POST /quotas       | on, per_user, per_project; counting begins anew                                            |
| POST /accounts     | email, kind (`service`, `person`), storage, name, acts_for (addresses), key (make a file)  |
| POST /person       | email of who consents in the browser                                                       |
| POST /revoke       | email, keys (delete those of the account too)                                              |
| POST /share        | file, email, role (null takes it away)                                                     |
| POST /drives       | name, members (roles by address)                                                           |
| POST /folders      | name, owner, share_with, parent                                                            |
| POST /spreadsheets | title, owner, share_with, locale, tabs (rows by title); GET /spreadsheets/ID shows it      |
| POST /hand         | spreadsheet, do and args of a function in `sheets.hand`; before or after a matching call   |
| GET /files         | nothing; every file                                                                        |

Where it knowingly differs from Google: methods that it does not know, and Drive v2, get 501, and requests of a
batchUpdate that it does not know a 400 that says so (tables, slicers, comments, data sources, pivot tables,
autoFill); a function that it does not know is #NAME? in a formula; files in the folder of an app's own data and
shortcuts cannot be made; a clock that was turned does not make the assertions of clients out of date, whose own clock
nobody turned; replies of more than 20 kB are not indented.
"""
