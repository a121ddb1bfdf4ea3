// The reader: kinds of fact that can be shown and hidden, evidence beside the text without leaving it, and a way from
// fact to fact by arrow keys. Every link works without this script too: the server renders the same panel.
export function enhanceReader(reader) {
  const text = reader.querySelector(".text");
  const panel = reader.querySelector(".reader-evidence");
  if (!text || !panel) return;
  const facts = [...text.querySelectorAll("a.f")];
  openSpanOfHash();
  window.addEventListener("hashchange", openSpanOfHash);
  legend(reader, facts);
  rove(facts);

  text.addEventListener("click", (event) => {
    const fact = event.target.closest("a.f");
    if (!fact || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(fact);
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest(".sheet-close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("open")) close();
  });
  if (panel.querySelector(".card-evidence")) panel.classList.add("open");
  text.querySelector(".here")?.scrollIntoView({ block: "center" });

  async function show(fact) {
    const { from, to } = fact.dataset;
    mark(facts, Number(from), Number(to));
    const answer = await fetch(`${reader.dataset.evidence}?from=${from}&to=${to}`);
    if (!answer.ok) return window.location.assign(fact.href); // the page itself says what is wrong
    panel.innerHTML = await answer.text();
    panel.classList.add("open");
    history.replaceState(null, "", fact.href);
  }

  function close() {
    panel.classList.remove("open");
    text.querySelector("a.f.here")?.focus();
  }
}

function mark(facts, from, to) {
  for (const fact of facts) {
    fact.classList.toggle("here", Number(fact.dataset.s) >= from && Number(fact.dataset.e) <= to);
  }
}

// "#s=120-140" is the short form of "?from=120&to=140"
function openSpanOfHash() {
  const span = /^#s=(\d+)-(\d+)$/.exec(window.location.hash);
  if (span) window.location.replace(`${window.location.pathname}?from=${span[1]}&to=${span[2]}`);
}

function legend(reader, facts) {
  for (const box of reader.querySelectorAll(".legend input[type=checkbox]")) {
    box.disabled = false;
    const apply = () => {
      const name = `f-${box.value}`;
      for (const fact of facts) {
        if (fact.dataset.kinds.split(" ").includes(box.value)) fact.classList.toggle(name, box.checked);
      }
    };
    box.addEventListener("change", apply);
    apply();
  }
}

// One stop of the Tab key for all facts of the text; the arrow keys go from one to the next.
function rove(facts) {
  facts.forEach((fact, position) => { fact.tabIndex = position === 0 ? 0 : -1; });
  facts.forEach((fact, position) => {
    fact.addEventListener("keydown", (event) => {
      const next = { ArrowRight: position + 1, ArrowDown: position + 1, ArrowLeft: position - 1, ArrowUp: position - 1 }[event.key];
      if (next === undefined || !facts[next]) return;
      event.preventDefault();
      fact.tabIndex = -1;
      facts[next].tabIndex = 0;
      facts[next].focus();
    });
  });
}
