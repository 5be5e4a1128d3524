// Going from case to case by keyboard, and passages read where they are listed.
const help = document.getElementById("help");
const search = document.getElementById("q");
const shown = () => cases.filter((one) => !one.hidden);

function focusOn(one) {
  if (!one) return;
  const summary = one.querySelector("summary");
  summary.focus({ focusVisible: true, preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
}

// From the focused case; without one, from the first case that is in sight.
function move(step, fits) {
  const list = shown();
  const current = list.indexOf(document.activeElement.closest(".case"));
  if (current < 0) {
    const near = list.filter((one) => one.getBoundingClientRect().bottom > 0 && fits(one));
    focusOn(near[0] || list.find(fits));
    return;
  }
  for (let at = current + step; at >= 0 && at < list.length; at += step) {
    if (fits(list[at])) {
      focusOn(list[at]);
      return;
    }
  }
}

const any = () => true;
const ACTIONS = {
  j: () => move(1, any),
  k: () => move(-1, any),
  n: () => move(1, (one) => one.dataset.verdict !== "passed"),
  "/": () => search.focus(),
  "?": () => help.showModal(),
};
const ARROWS = { ArrowDown: "j", ArrowUp: "k" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const target = event.target;
  if (target.closest("input, select, textarea")) {
    if (event.key === "Escape") target.blur();
    return;
  }
  // Arrows scroll the page, but where a case has the focus.
  const arrow = target.matches(".case > summary") ? ARROWS[event.key] : undefined;
  const action = ACTIONS[arrow || event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
document.getElementById("keys").addEventListener("click", () => help.showModal());

// A marker leads to its quotation and leaves the filters in the address as they are.
addEventListener("click", (event) => {
  const marker = event.target.closest("a.marker");
  const target = marker && document.getElementById(decodeURIComponent(marker.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
});

// Each passage is on the page once; it is copied to where someone wants to read it.
document.addEventListener("toggle", (event) => {
  const link = event.target.open && event.target.matches(".found") && event.target.querySelector(".fetch");
  const stored = link && document.getElementById(link.hash.slice(1));
  if (stored) link.parentElement.replaceWith(stored.querySelector(".passage").cloneNode(true));
}, true);
