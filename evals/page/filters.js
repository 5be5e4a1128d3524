"use strict";
// Which cases are shown, kept in the fragment of the address: "#verdict=faults&q=obus".
const form = document.getElementById("filters");
const cases = [...document.querySelectorAll(".case")];
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const told = new Map();

// The words of a case are read once, when something is searched for the first time.
function wordsOf(one) {
  if (!told.has(one)) told.set(one, folded(one.textContent).replace(/\s+/g, " "));
  return told.get(one);
}

function wanted() {
  const chosen = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value.trim()) chosen.set(name, [...(chosen.get(name) || []), value]);
  }
  return chosen;
}

function fits(one, chosen) {
  for (const [name, values] of chosen) {
    if (name === "q") {
      const words = folded(values[0]).split(/\s+/).filter(Boolean);
      if (!words.every((word) => wordsOf(one).includes(word))) return false;
    } else if (!values.includes(one.dataset[name])) return false;
  }
  return true;
}

function show() {
  const chosen = wanted();
  let count = 0;
  for (const one of cases) {
    one.hidden = !fits(one, chosen);
    if (!one.hidden) count += 1;
  }
  document.getElementById("none").hidden = count > 0;
  document.getElementById("count").textContent =
    count === cases.length ? `${count}` : `${count} of ${cases.length}`;
}

function remember() {
  const parts = new URLSearchParams();
  for (const [name, values] of wanted()) for (const value of values) parts.append(name, value);
  const fragment = parts.toString();
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
}

// A fragment with "=" is a state of the filters, any other names a place on the page.
function recall() {
  const fragment = location.hash.slice(1);
  if (fragment && !fragment.includes("=")) {
    reach(document.getElementById(decodeURIComponent(fragment)));
    return;
  }
  const parts = new URLSearchParams(fragment);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = parts.getAll(field.name).includes(field.value);
    else field.value = parts.get(field.name) || "";
  }
  show();
}

// Open whatever holds an element, and go there.
function reach(element) {
  if (!element) return;
  const hidden = element.closest(".case[hidden]");
  if (hidden) {
    form.reset();
    show();
  }
  for (let one = element; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  element.scrollIntoView({ block: "start" });
}

form.hidden = false;
form.addEventListener("input", () => { show(); remember(); });
form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", recall);
recall();
