// Type-ahead: a combobox over /suggest, as the ARIA Authoring Practices describe it. Without it the form still works.
const WAIT_MS = 120;

export function enhanceSearchbar(form, index) {
  const input = form.querySelector("input[type=search]");
  const source = form.dataset.suggest;
  if (!input || !source) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${index}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") ?? "");
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off",
  })) input.setAttribute(name, value);

  let timer, running, chosen = -1;

  const options = () => [...list.children];
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };
  const choose = (position) => {
    chosen = position;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === position)));
    const option = options()[position];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    if (option.dataset.href) window.location.assign(option.dataset.href);
    else {
      input.value = option.dataset.text;
      form.requestSubmit();
    }
  };
  const render = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, kind, href }, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.dataset.text = text;
      if (href) option.dataset.href = href;
      const label = document.createElement("span");
      label.textContent = text;
      option.append(label);
      if (kind) {
        const note = document.createElement("small");
        note.textContent = kind;
        option.append(note);
      }
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    show(suggestions.length > 0);
  };
  const ask = async () => {
    running?.abort();
    const query = input.value.trim();
    if (!query) return show(false);
    running = new AbortController();
    try {
      const answer = await fetch(`${source}?q=${encodeURIComponent(query)}`, { signal: running.signal });
      if (answer.ok && document.activeElement === input) render((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") show(false); // type-ahead is a convenience: the form works without it
    }
  };

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const count = options().length;
    if (event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) take(options()[chosen]);
    else return;
    event.preventDefault();
  });
}
