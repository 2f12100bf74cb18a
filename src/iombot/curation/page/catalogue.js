"use strict";
(() => {
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const bar = byId("bar");
  const search = byId("search");
  const unfold = byId("unfold");
  const details = every("details.examples");
  const entries = every("[data-entry]").map((element) => ({
    element,
    kind: element.dataset.entry,
    text: fold(element.textContent),
    examples: element.querySelector("details.examples"),
    plain: fold(every(":scope > :not(details)", element).map((part) => part.textContent).join(" ")),
  }));
  // Inner groups come before the ones that hold them, so that an outer one sees what became of them.
  const groups = every("[data-group]").reverse();

  const show = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const kind = bar.elements.kind.value;
    let shown = 0;
    for (const entry of entries) {
      const fits = (!kind || entry.kind === kind) && words.every((word) => entry.text.includes(word));
      entry.element.hidden = !fits;
      shown += fits;
      // An example that was sought for must be seen.
      if (entry.examples && unfold.ariaPressed !== "true") {
        entry.examples.open = fits && words.length > 0 && !words.every((word) => entry.plain.includes(word));
      }
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    }
    const narrowed = words.length > 0 || kind !== "";
    for (const head of every("[data-head]")) head.classList.toggle("narrow", narrowed);
    for (const extra of every("[data-extra]")) extra.hidden = narrowed;
    byId("nothing").hidden = shown > 0;
    byId("shown").value = narrowed ? `${shown} of ${entries.length}` : `${entries.length} in all`;
    document.documentElement.dataset.shown = shown;
  };

  const reset = () => {
    search.value = "";
    bar.elements.kind.value = "";
    show();
  };

  // A link to something that the search hides brings it back.
  const reveal = () => {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      reset();
      target.scrollIntoView();
    }
  };

  unfold.addEventListener("click", () => {
    const open = unfold.ariaPressed !== "true";
    unfold.ariaPressed = String(open);
    unfold.textContent = open ? "Hide all examples" : "Show all examples";
    for (const one of details) one.open = open;
  });
  search.addEventListener("input", show);
  bar.addEventListener("change", show);
  bar.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && event.target !== search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search) {
      reset();
    }
  });
  addEventListener("hashchange", reveal);

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = every("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });

  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".contents details").open = false;
  // `?q=…&kind=gap` after the file's name shows what a colleague is to look at.
  const asked = new URLSearchParams(location.search);
  search.value = asked.get("q") ?? "";
  for (const choice of bar.elements.kind) choice.checked = choice.value === (asked.get("kind") ?? "");
  if (!bar.elements.kind.value) bar.elements.kind[0].checked = true;
  bar.hidden = false;
  show();
  reveal();
})();
