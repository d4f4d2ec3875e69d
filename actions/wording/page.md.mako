<%text filter="n">#</%text> Screening ${words.label}

As of ${words.date(page.day)}, opened on ${words.date(page.screening.opened_on)} by ${words.who(page.screening.sender)}.
This supports a human decision and makes none.
% if words.consent():
${words.consent()}
% endif

<%text filter="n">##</%text> Verdicts

% for place, trial in enumerate(page.brief, start=1):
${place}. **${page.labels[trial["trial"]]}** (${page.trials[place - 1].registry or "no registry number"}): ${words.status(trial)}${words.notes(trial)}
% endfor
% for trial in page.closed:
- **${page.labels[trial.id]}**: closed at this site, not screened
% endfor

% if words.conflicts():
<%text filter="n">##</%text> Conflicts

% for line in words.conflicts():
- ${line}
% endfor
% endif

<%text filter="n">##</%text> What is known

% for row in page.rows:
- **${words.row(row)}**: ${words.source(row)}
% endfor
% for row in page.known.notes.values():
- Note: **${words.row(row)}**: ${words.source(row)}
% endfor
% for row in page.known.heard.values():
- Heard, not confirmed, and of no effect yet: **${words.row(row)}**: ${words.source(row)}
% endfor
% if not page.rows:
- Nothing yet.
% endif

% if not page.is_declined:
<%text filter="n">##</%text> Open questions

% for source, names in words.open_questions():
- ${source}: ${names}
% endfor
% if not words.open_questions():
- None.
% endif
% endif

% if words.to_fetch():
<%text filter="n">##</%text> To fetch

% for line in words.to_fetch():
- ${line}
% endfor
% endif

% if full:
<%text filter="n">##</%text> Every criterion

% for place, trial in enumerate(page.board["trials"], start=1):
<%text filter="n">###</%text> ${place}. ${page.labels[trial["trial"]]}: ${trial["title"]}

% for one in trial["criteria"]:
- **${one["id"]} ${words.marks[one["status"]]}**: ${words.pretty(one["requirement"])}. Found: ${words.pretty(one["found"])}.${f" Over on {words.date(one['open_from'])}." if one["open_from"] else ""}${f" Source: {words.sources(one)}." if words.sources(one) else ""} Record: “${words.quote(one["quote"])}”
% endfor

% endfor
% endif

<%text filter="n">##</%text> Versions

- Hepascreen ${page.version}
% for trial in page.trials:
- Criteria of ${page.labels[trial.id]}: ${trial.digest[:12]}
% endfor

<%text filter="n">##</%text> Signature

Name: ......................................

Date: ......................................

Signature: ......................................
