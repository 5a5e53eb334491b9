/* A picker: type a few letters, choose by arrows and Enter. htmx brings the results.
     <div class="combo" data-combo>
       <input role="combobox" aria-expanded="false" aria-controls="LIST" aria-autocomplete="list" autocomplete="off"
              name="q" hx-get="…" hx-trigger="input changed delay:150ms" hx-target="#LIST" hx-sync="this:replace">
       <input type="hidden" name="procedure">
       <ul role="listbox" id="LIST" class="options" hidden></ul>
     </div>
   A result is <li role="option" data-value="1.004873" data-label="Tên thủ tục">…</li>; a line that cannot be
   chosen is <li role="presentation">. Choosing fills both fields and sends "change" from the hidden one. */
"use strict";
(() => {
  const options = (list) => [...list.querySelectorAll("[role=option]")];
  const parts = (combo) => ({
    input: combo.querySelector("[role=combobox]"),
    value: combo.querySelector("input[type=hidden]"),
    list: combo.querySelector("[role=listbox]"),
  });
  const chosen = (list) => list.querySelector("[aria-selected=true]");

  const mark = ({ input, list }, option) => {
    for (const other of options(list)) other.setAttribute("aria-selected", String(other === option));
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.id ||= `${list.id}-${options(list).indexOf(option)}`;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const open = (its, wanted) => {
    const shown = wanted && its.list.childElementCount > 0;
    its.list.hidden = !shown;
    its.input.setAttribute("aria-expanded", String(shown));
    mark(its, shown ? chosen(its.list) || options(its.list)[0] : null);
  };
  const choose = (its, option) => {
    its.input.value = its.input.dataset.chosen = option.dataset.label || option.textContent.trim();
    its.value.value = option.dataset.value;
    open(its, false);
    its.value.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const comboKey = (event, its) => {
    const list = options(its.list);
    const at = list.indexOf(chosen(its.list));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (its.list.hidden) open(its, true);
      else mark(its, list[(at + (event.key === "ArrowDown" ? 1 : -1) + list.length) % list.length]);
    } else if (event.key === "Enter" && !its.list.hidden && at >= 0) choose(its, list[at]);
    else if (event.key === "Escape" && !its.list.hidden) open(its, false);
    else return;
    event.preventDefault(); // app.js leaves alone what is done
  };
  const comboOf = (element) => (element.matches("[role=combobox]") ? element.closest("[data-combo]") : null);
  document.addEventListener("keydown", (event) => {
    const combo = comboOf(event.target);
    if (combo && !event.isComposing && !event.ctrlKey && !event.metaKey) comboKey(event, parts(combo));
  });
  document.addEventListener("input", ({ target }) => {
    const combo = comboOf(target);
    if (!combo) return;
    const its = parts(combo);
    const same = target.value === (target.dataset.chosen ?? target.defaultValue);
    if (its.value.value && !same) {
      target.dataset.before = its.value.value;
      its.value.value = "";
    } else if (same && target.dataset.before) its.value.value ||= target.dataset.before; // typed back as it was
    its.list.replaceChildren(); // what was found for other letters must not be chosen by a quick Enter
    open(its, false);
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const list = detail.target.closest("[role=listbox]");
    const its = list && parts(list.closest("[data-combo]"));
    const asked = its && detail.requestConfig?.formData?.get(its.input.name);
    // An answer to other letters than those that stand there now comes too late.
    if (typeof asked === "string" && asked !== its.input.value) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    const list = target.closest("[role=listbox]");
    const its = list && parts(list.closest("[data-combo]"));
    if (its) open(its, document.activeElement === its.input && !its.value.value);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-combo] [role=option]");
    if (!option) return;
    event.preventDefault(); // the field keeps the focus
    choose(parts(option.closest("[data-combo]")), option);
  });
  document.addEventListener("focusout", ({ target }) => {
    const combo = comboOf(target);
    if (combo) open(parts(combo), false);
  });
})();
