/* What pages do beyond plain HTML. Every page works without it but for the picker (picker.js).
   The markup asks for behaviour by attributes:
     data-search             the field that / moves to; of a citizen card scanned into it the number is sent
     data-key="n"            clicked by that key
     data-primary            the button that Ctrl+Enter presses (in the form one types in, else on the page)
     data-rows               list whose rows (data-row) j and k walk through; x picks, Enter opens (data-open)
     data-selection          form with checkboxes to pick; data-pick-all, data-actions (the bar), data-count;
                             a box that picks no row bears data-aside
     data-by-key             form that Enter in a field does not send: it moves on to the next field
     data-again              button or form that may be pressed twice (a download)
     data-menu               details that close when one looks elsewhere
     data-summary, data-outcomes   take the focus when they appear
     data-fill="id"          puts the button's value into that field;  data-print  prints
     data-show="id"          opens that dialog;  data-newest  is scrolled to its end at first
   Words come from attributes of <body>, in the page's language. */
"use strict";
(() => {
  const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (name) => document.body.dataset[name] || "";

  /* ---------- htmx: no styles or code of its own, refusals are shown, every write has the token ---------- */
  if (window.htmx) {
    Object.assign(htmx.config, {
      includeIndicatorStyles: false,
      allowEval: false,
      allowScriptTags: false,
      historyCacheSize: 0, // pages hold personal data: none is kept in the browser's storage
      responseHandling: [
        { code: "204", swap: false },
        { code: "[23]..", swap: true },
        { code: "409", swap: true },
        { code: "422", swap: true },
        { code: "[45]..", swap: false, error: true },
      ],
    });
  }

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token.content;
  });

  document.addEventListener("submit", ({ target }) => { // an address is kept by the browser and by logs
    const field = target.querySelector("[data-search]");
    const card = field?.value.match(/([0-9]{12})\|/);
    if (card) field.value = card[1];
  });

  const tell = (sentence) => {
    const place = document.getElementById("notices");
    if (!place) return;
    const notice = document.createElement("p");
    notice.className = "notice notice-late";
    notice.textContent = sentence;
    place.replaceChildren(notice);
    place.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:sendError", () => tell(words("unreachable")));
  document.addEventListener("htmx:timeout", () => tell(words("unreachable")));
  document.addEventListener("htmx:responseError", () => tell(words("failed")));

  /* ---------- An answer never replaces what was typed after the question was asked ---------- */
  let asked = null; // what the question was sent with
  document.addEventListener("htmx:beforeSwap", ({ detail }) => (asked = detail.requestConfig?.formData || null));
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const { name, value } = detail.target;
    if (name && asked?.has(name) && asked.get(name) !== value) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    const field = document.activeElement;
    const filled = target.id === "known-applicant" && field?.matches("input.input") && field.value;
    // Filled in while it has the focus: what is typed now stands instead of it, not in front of it.
    if (filled && field.value === field.defaultValue) field.select();
  });

  /* ---------- Sent once: the button says so and cannot be pressed again ---------- */
  const labels = new Map();

  const rest = (button) => {
    labels.set(button, [...button.childNodes]);
    button.disabled = true;
    button.dataset.busy = "";
    button.textContent = words("sending");
  };
  const wake = (button) => {
    button.replaceChildren(...labels.get(button));
    button.disabled = false;
    delete button.dataset.busy;
    labels.delete(button);
  };
  const buttonsOf = (form) => [...form.elements].filter((one) => one.type === "submit" && !one.disabled);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || form.method !== "post") return; // htmx has it, or it changes nothing
    if (form.matches("[data-again]") || button?.matches("[data-again]")) return;
    if ("sent" in form.dataset) return event.preventDefault();
    form.dataset.sent = "";
    setTimeout(() => { // after the form's data was read, for a disabled button is not part of it
      for (const other of buttonsOf(form)) if (other !== button) other.disabled = true;
      if (button) rest(button);
    });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.elements) if (button.type === "submit") button.disabled = false;
    }
    for (const button of [...labels.keys()]) wake(button);
  });
  const sender = ({ detail }) => {
    const { requestConfig, elt } = detail;
    if (requestConfig?.verb === "get") return null;
    return requestConfig?.triggeringEvent?.submitter || (elt.matches("button") ? elt : null);
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = sender(event);
    if (button && labels.has(button)) event.preventDefault();
    else if (button) rest(button);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const button = sender(event);
    if (button && labels.has(button)) wake(button);
  });

  /* ---------- Rows: j, k, x; the bar appears with a selection ---------- */
  const rows = () => all("[data-rows] [data-row]").filter((row) => row.offsetParent);
  const rowHere = () => document.activeElement?.closest("[data-row]");

  const walk = (step) => {
    const list = rows();
    const at = list.indexOf(rowHere());
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    const target = next?.querySelector("[data-open]") || next?.querySelector("a, input");
    target?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const boxes = (form) => all("[data-row] input[type=checkbox]:not([data-aside])", form);
  const pick = () => rowHere()?.querySelector("input[type=checkbox]")?.click();

  const showSelection = (form) => {
    const list = boxes(form);
    const picked = list.filter((box) => box.checked).length;
    const count = form.querySelector("[data-count]");
    if (count) count.textContent = count.dataset.count.replace("{n}", picked);
    for (const bar of all("[data-actions]", form)) bar.hidden = picked === 0;
    const pickAll = form.querySelector("[data-pick-all]");
    if (!pickAll) return;
    pickAll.checked = picked > 0 && picked === list.length;
    pickAll.indeterminate = picked > 0 && picked < list.length;
  };
  const unpick = (form) => {
    for (const box of boxes(form)) box.checked = false;
    showSelection(form);
  };
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("[data-selection]");
    if (!form) return;
    if (target.matches("[data-pick-all]")) for (const box of boxes(form)) box.checked = target.checked;
    showSelection(form);
  });
  document.addEventListener("reset", (event) => {
    if (!event.target.matches("[data-selection]")) return;
    event.preventDefault(); // back to nothing picked, not to what the server had picked
    unpick(event.target);
  });

  /* ---------- Keys ---------- */
  const fieldAfter = (field) => {
    const list = [...field.form.elements].filter((one) => one.offsetParent && !one.disabled && one.tabIndex >= 0);
    return list[list.indexOf(field) + 1];
  };
  const pressPrimary = () => {
    const form = document.activeElement?.closest("form");
    const button = form?.querySelector("[data-primary]") || document.querySelector("main [data-primary]");
    if (button && !button.disabled) button.click();
  };
  const clear = () => {
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (document.activeElement?.matches("[data-search]")) document.activeElement.blur();
    else all("[data-selection]").forEach(unpick);
  };
  const SINGLE = {
    "/": () => document.querySelector("[data-search]")?.select(),
    "?": () => document.getElementById("keys")?.showModal(),
    j: () => walk(1),
    k: () => walk(-1),
    x: pick,
  };
  // Scanners end with Enter: it must not send half a form, and leaving the field tells htmx to read it.
  const moveOn = (event) => {
    const field = event.target;
    if (!field.matches("input:not([type=submit]), select") || !field.closest("[data-by-key]")) return;
    event.preventDefault();
    fieldAfter(field)?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const { key, target } = event;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return pressPrimary();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Enter") return moveOn(event);
    if (document.querySelector("dialog[open]")) return; // Escape closes it by itself
    if (key === "Escape") return clear();
    if (target.matches(TYPING)) return;
    const act = SINGLE[key];
    const button = act ? null : all("[data-key]").find((one) => one.dataset.key === key && one.offsetParent);
    if (!act && !button) return;
    event.preventDefault();
    if (act) act();
    else button.click();
  });

  /* ---------- Small things ---------- */
  document.addEventListener("click", (event) => {
    for (const menu of all("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
    const asked = event.target.closest("[data-print], [data-fill], [data-show], [data-summary] a[href^='#']");
    if (!asked) return;
    if (asked.matches("[data-print]")) return window.print();
    if (asked.matches("[data-show]")) return document.getElementById(asked.dataset.show)?.showModal();
    const field = document.getElementById(asked.dataset.fill || asked.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    if (asked.matches("[data-fill]")) field.value = asked.value;
    field.focus();
    field.scrollIntoView({ block: "center" });
  });

  const begin = (within) => {
    const forms = all("[data-selection]", within);
    const around = within.closest?.("[data-selection]");
    for (const form of around ? [around, ...forms] : forms) showSelection(form);
    (within.matches?.("[data-summary], [data-outcomes]") ? within : within.querySelector("[data-summary], [data-outcomes]"))?.focus();
  };
  document.addEventListener("DOMContentLoaded", () => begin(document));
  document.addEventListener("htmx:load", ({ target }) => target !== document.body && begin(target));

  /* ---------- What runs in time is seen from its newest end ---------- */
  all("[data-newest]").forEach((place) => (place.scrollLeft = place.scrollWidth));
})();
