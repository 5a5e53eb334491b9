/* Reception: cards scanned from any field, and the keys that lead through the page without the mouse.
     data-scan               a field to scan a card into; its answer is an element with data-next, the id of
                             the field that waits then, or data-refused
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
  const read = (scan) => scan.dispatchEvent(new Event("change", { bubbles: true }));
  const scanned = (field) => {
    if (field.matches("[data-scan]")) return field.value.trim() && read(field);
    const line = field.matches("input.input") && field.value.match(SCAN);
    const scan = line && scanFieldFor(field);
    if (!scan) return false;
    field.value = field.value.slice(0, line.index); // what was typed before stays
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
      const scan = scanFieldFor(document.activeElement);
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
