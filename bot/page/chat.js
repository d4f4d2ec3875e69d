"use strict";
// The conversation over Rasa's REST channel. A message that was not sent can be sent again: its id stays the
// same, so it is recorded once. The tab keeps sender and transcript until it is closed.

const WEBHOOK = "webhooks/rest/webhook";
const PATIENCE = 60000; // milliseconds
const KEPT = 300; // entries of the transcript

const log = document.getElementById("log");
const form = document.getElementById("form");
const text = document.getElementById("text");
const send = document.getElementById("send");
const welcome = document.getElementById("welcome");

let transcript = [];
let sender = "";
let waiting = false;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keep() {
  try {
    sessionStorage.setItem("hepascreen", JSON.stringify({ sender, transcript: transcript.slice(-KEPT) }));
  } catch {
    // Private windows may refuse; then a reload starts a new conversation.
  }
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("hepascreen")) || {};
    sender = kept.sender || newId();
    transcript = kept.transcript || [];
  } catch {
    sender = newId();
  }
  transcript.forEach(draw);
}

function add(entry) {
  transcript.push(entry);
  draw(entry);
  keep();
}

function draw(entry) {
  welcome.remove();
  if (entry.screening) drawBoard(entry.screening);
  if (entry.text) drawText(entry);
  if (entry.buttons) drawReplies(entry.buttons);
  if (entry.unsent) drawUnsent(entry);
  log.scrollTop = log.scrollHeight;
}

function drawText(entry) {
  const message = element("div", `message ${entry.own ? "own" : "bot"}`);
  message.append(element("span", "unseen", entry.own ? "You: " : "Hepascreen: "), entry.text);
  if (entry.id) message.dataset.id = entry.id;
  log.append(message);
}

function drawReplies(buttons) {
  clearReplies();
  const row = element("div", "replies");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Answers");
  for (const { title, payload } of buttons) {
    const button = element("button", "", title);
    button.type = "button";
    button.addEventListener("click", () => say(title, payload));
    row.append(button);
  }
  log.append(row);
}

function clearReplies() {
  log.querySelectorAll(".replies").forEach((row) => row.remove());
}

function drawUnsent(entry) {
  const message = log.querySelector(`[data-id="${entry.id}"]`);
  message.classList.add("unsent");
  const note = element("div", "unsent-note", entry.unsent);
  const retry = element("button", "retry", "Send again");
  retry.type = "button";
  retry.addEventListener("click", () => {
    note.remove();
    message.classList.remove("unsent");
    delete entry.unsent;
    post(entry);
  });
  note.append(retry);
  message.after(note);
}

function say(shown, message) {
  if (waiting) return;
  clearReplies();
  transcript.forEach((entry) => delete entry.buttons);
  const entry = { own: true, text: shown, message, id: newId() };
  add(entry);
  post(entry);
}

async function post(entry) {
  setWaiting(true);
  // Should the page be closed before the answer comes, this is what it says when it is opened again.
  entry.unsent = "No answer came.";
  keep();
  try {
    const replies = await request(entry);
    delete entry.unsent;
    replies.forEach(receive);
  } catch (error) {
    entry.unsent = `Not sent: ${error.message}`;
    drawUnsent(entry);
  } finally {
    setWaiting(false);
    keep();
  }
}

async function request(entry) {
  const body = JSON.stringify({ sender, message: entry.message, metadata: { message_id: entry.id } });
  const headers = { "Content-Type": "application/json" };
  let response;
  try {
    response = await fetch(WEBHOOK, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Error("the server cannot be reached.");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || !Array.isArray(answer)) {
    throw new Error((answer && answer.error) || `the server answered ${response.status}.`);
  }
  return answer;
}

function receive({ text: words, buttons, custom }) {
  const screening = custom && custom.hepascreen && custom.hepascreen.screening;
  if (screening) forgetScreenings();
  add({ text: words, buttons: buttons && buttons.length ? buttons : undefined, screening });
}

function forgetScreenings() {
  // One screening is enough to draw the board after a reload.
  transcript.forEach((entry) => delete entry.screening);
}

function setWaiting(now) {
  waiting = now;
  send.disabled = now;
  log.querySelectorAll(".waiting").forEach((sign) => sign.remove());
  if (now) {
    const sign = element("div", "waiting");
    sign.setAttribute("aria-hidden", "true");
    log.append(sign);
    log.scrollTop = log.scrollHeight;
  }
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = text.value.trim();
  if (!typed || waiting) return;
  text.value = "";
  fit();
  say(typed, typed);
  text.focus();
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

text.addEventListener("input", fit);

document.getElementById("restart").addEventListener("click", () => {
  sender = newId();
  transcript = [];
  log.replaceChildren(welcome);
  clearBoard();
  keep();
  text.focus();
});

restore();
text.focus();
