/* My work: each button of the bar says how many of the picked rows it is for, and rests if none.
   A row's box bears the name of the one thing that can be done with it (name="accept" …).
   Enter on a box opens the row's dossier, as it does everywhere in the row: it sends nothing. */
"use strict";
(() => {
  const picked = (form, name) => form.querySelectorAll(`[data-row] input[name="${name}"]:checked`).length;

  const label = (form) => {
    for (const button of form.querySelectorAll("[data-move]")) {
      const n = picked(form, button.dataset.move);
      button.textContent = n ? `${button.dataset.words} (${n})` : button.dataset.words;
      button.disabled = n === 0;
    }
  };
  const labelAll = () => document.querySelectorAll("[data-selection]").forEach(label);

  document.addEventListener("change", ({ target }) => {
    const form = target.closest("[data-selection]");
    if (form) setTimeout(() => label(form)); // after "pick all" has done its work
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("[data-row] input")) return;
    event.preventDefault();
    event.target.closest("[data-row]").querySelector("[data-open]")?.click();
  });
  document.addEventListener("DOMContentLoaded", labelAll);
  addEventListener("pageshow", labelAll);
})();
