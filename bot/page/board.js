"use strict";
// The board: every trial with its status, in words and shape as well as colour. Drawn from the screening alone.

const STATUS = {
  ruled_out: ["✕", "Ruled out"],
  deferred: ["◷", "Deferred"],
  open: ["○", "Open"],
  eligible: ["✓", "Eligible"],
};

let statuses = {};

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function drawBoard(screening) {
  const board = document.getElementById("board");
  document.getElementById("no-board").hidden = true;
  board.replaceChildren(...screening.trials.map(drawTrial));
  statuses = Object.fromEntries(screening.trials.map((trial) => [trial.trial, trial.status]));
}

function clearBoard() {
  statuses = {};
  document.getElementById("board").replaceChildren();
  document.getElementById("no-board").hidden = false;
}

function drawTrial(trial) {
  const changed = statuses[trial.trial] !== undefined && statuses[trial.trial] !== trial.status;
  const item = element("li", trial.status + (changed ? " changed" : ""));
  item.append(element("h3", "", trial.trial), drawStatus(trial, changed), element("p", "title", trial.title));
  if (trial.notes.includes("provisional")) {
    item.append(element("p", "note", "Provisional: the record has no eligibility section."));
  }
  if (trial.notes.includes("recruitment_end_passed")) {
    item.append(element("p", "note", "The record's end date has passed."));
  }
  const details = drawCriteria(trial);
  if (details) item.append(details);
  return item;
}

function drawStatus(trial, changed) {
  const [shape, word] = STATUS[trial.status] || ["?", trial.status];
  const status = element("p", "status");
  const sign = element("span", "", shape);
  sign.setAttribute("aria-hidden", "true");
  const until = trial.open_from ? ` until ${trial.open_from}` : "";
  const unknown = trial.criteria.filter((one) => one.status === "unknown").length;
  const missing = trial.status === "open" && unknown ? `, ${unknown} of ${trial.criteria.length} criteria unknown` : "";
  status.append(sign, element("span", "", word + until + missing + (changed ? " (changed)" : "")));
  return status;
}

function drawCriteria(trial) {
  const wanted = trial.status === "open" ? "unknown" : "violated";
  const criteria = trial.criteria.filter((one) => one.status === wanted);
  if (!criteria.length) return null;
  const details = element("details");
  const heading = wanted === "violated" ? "Why" : "What is missing";
  const list = element("dl");
  for (const criterion of criteria) {
    list.append(element("dt", "", criterion.requirement));
    if (criterion.found) list.append(element("dd", "", `Found: ${criterion.found}`));
    const quote = element("dd");
    quote.append(element("q", "", criterion.quote));
    list.append(quote);
  }
  details.append(element("summary", "", `${heading} (${criteria.length})`), list);
  return details;
}
