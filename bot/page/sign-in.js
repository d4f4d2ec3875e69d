"use strict";
// Trades the token for a cookie that no script can read, this one included.

const form = document.getElementById("form");
const token = document.getElementById("token");
const fault = document.getElementById("fault");

async function signIn() {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ token: token.value.trim() });
  let response;
  try {
    response = await fetch("sign-in", { method: "POST", headers, body });
  } catch {
    return "The server cannot be reached.";
  }
  if (response.ok) return null;
  const answer = await response.json().catch(() => ({}));
  return `Not signed in: ${answer.error || response.status}.`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  fault.textContent = "";
  const problem = await signIn();
  token.value = "";
  if (problem) {
    fault.textContent = problem;
    token.focus();
  } else {
    location.reload();
  }
});

token.focus();
