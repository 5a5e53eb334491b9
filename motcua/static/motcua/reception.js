/* Reception: cards scanned from any field, and the keys that lead through the page without the mouse.
     data-scan               a field to scan a card into; its answer is an element with data-next, the id of
                             the field that waits then, or data-refused
     data-card               the number in a row of many people: a scan anywhere fills the first blank row
     data-group              a part of the page, which F8 goes to in order (Shift F8 backwards)
     data-required           a paper that cannot be missing: F4 ticks the next, then leads to the others
   A scan is a line that begins with twelve digits and | and ends with Enter (docs/forms.md). */
"use strict";
(() => {
  const SCAN = /(\][A-Za-z][0-9])?[0-9]{12}\|.*$/;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.offsetParent && !one.disabled;
  const focus = (one) => {
    one.focus();
    one.select?.();
    one.scrollIntoView({ block: "nearest" });
  };

  /* ---------- A card ---------- */
  const scanFieldFor = (field) => {
    const other = field?.closest("details[open]")?.querySelector("[data-scan]");
    return other || document.querySelector("[data-scan]");
  };
  /* Many people, a row each: the card goes into the row where one stands if nobody is there, else
     into the next blank one; then the row after waits for the next card of the pile. */
  const isBlank = (row) => all("input.input", row).every((one) => !one.value.trim());
  const toRow = (field, line) => {
    const rows = all("tr:has([data-card])");
    const at = rows.indexOf(field.closest("tr"));
    const row = [...rows.slice(Math.max(at, 0)), ...rows].find(isBlank);
    const waits = rows.slice(rows.indexOf(row) + 1).find((one) => row && isBlank(one));
    if (row) {
      const number = row.querySelector("[data-card]");
      number.value = line;
      htmx.trigger(number, "card");
    }
    focus(waits?.querySelector("[data-card]") || document.querySelector("[value=more], [value=receive]"));
    return true;
  };
  document.addEventListener("htmx:load", ({ target }) => { // a card that says nothing is scanned again
    const here = document.activeElement?.closest("tr:has([data-card])");
    if (target.matches("tr.bad:has([data-card])") && here && isBlank(here)) focus(target.querySelector("[data-card]"));
  });
  const read = (scan) => scan.dispatchEvent(new Event("change", { bubbles: true }));
  const scanned = (field) => {
    if (field.matches("[data-scan]")) return field.value.trim() && read(field);
    const line = field.matches("input.input") && field.value.match(SCAN);
    const scan = line && (scanFieldFor(field) || document.querySelector("[data-card]"));
    if (!scan) return false;
    field.value = field.value.slice(0, line.index); // what was typed before stays, what was chosen too
    if (field.matches("[role=combobox]")) field.dispatchEvent(new Event("input", { bubbles: true }));
    if (scan.matches("[data-card]")) return toRow(field, line[0]);
    scan.value = line[0];
    focus(scan);
    return read(scan);
  };
  document.addEventListener("htmx:configRequest", (event) => { // a scan is in no address, so in no log
    const { verb, parameters } = event.detail;
    if (verb === "get" && Object.values(parameters).some((one) => String(one).includes("|"))) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const scan = detail.elt;
    if (!scan.matches("[data-scan]") || !detail.xhr?.status || detail.xhr.status >= 500) return;
    scan.value = "";
    const said = document.getElementById(scan.id.replace(/scan$/, "card"));
    if (!said || said.matches("[data-refused]") || document.activeElement !== scan) return;
    focus(said.querySelector("button") || document.getElementById(said.dataset.next));
  });

  /* ---------- Keys ---------- */
  const CONTROLS = "input:not([type=hidden]), select, textarea, summary, button, a[href]";
  const groups = () => all("[data-group]").filter((one) => one.offsetParent);
  const groupHere = (list) => list.findLastIndex((one) => one.contains(document.activeElement));
  const goTo = (group) => {
    const own = group.querySelector("[data-primary]");
    const first = own || all(CONTROLS, group).find(seen);
    if (first) focus(first);
  };
  const nextGroup = (step) => {
    const list = groups();
    const at = groupHere(list);
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length;
    if (list[next]) goTo(list[next]);
  };
  const nextPaper = () => {
    const left = all("#reception-papers tbody input[type=checkbox]").filter((one) => !one.checked);
    const required = left.find((one) => one.matches("[data-required]"));
    if (required) required.click();
    const at = left.indexOf(document.activeElement);
    const paper = required || left[at + 1] || left[0];
    if (paper) focus(paper);
  };
  const KEYS = {
    F2: () => {
      const blank = all("tr:has([data-card])").find(isBlank);
      const scan = scanFieldFor(document.activeElement) || blank?.querySelector("[data-card]");
      if (scan) focus(scan);
    },
    F4: nextPaper,
    F8: (event) => nextGroup(event.shiftKey ? -1 : 1),
  };
  document.addEventListener("keydown", (event) => { // before picker.js and app.js: Enter ends a scan
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const act = KEYS[event.key];
    if (act) act(event);
    else if (event.key !== "Enter" || !scanned(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
