// The report of a document: from change to change by arrow keys or buttons, each shown in both texts at once. The list
// below them has the same changes as links, for those who read without this script.
export function enhanceTwin(twin) {
  const stepper = twin.querySelector(".stepper");
  const told = stepper.querySelector("output");
  const changes = [...twin.querySelectorAll(".twin-list tr[data-n]")];
  const numbers = changes.map((row) => row.dataset.n);
  let at = -1;
  if (!numbers.length) return;
  stepper.hidden = false;

  const ends = (n) => ["o", "n"].map((side) => document.getElementById(side + n)).filter(Boolean);

  function show(position) {
    if (position < 0 || position >= numbers.length) {
      const further = position < 0 ? twin.dataset.previous : twin.dataset.next;
      if (further) window.location.assign(further);
      return;
    }
    for (const mark of twin.querySelectorAll(".m.here")) mark.classList.remove("here");
    at = position;
    const marks = ends(numbers[at]);
    marks.forEach((mark) => mark.classList.add("here"));
    if (!marks.every(isInView)) marks[0]?.scrollIntoView({ block: "center", behavior: "instant" });
    told.textContent = tell(changes[at], twin.dataset.total);
    history.replaceState(history.state, "", `#o${numbers[at]}`);
  }

  function openHash() {
    const hash = window.location.hash;
    const found = /^#[onr](\d+)$/.exec(hash);
    if (hash === "#first") show(0);
    else if (hash === "#last") show(numbers.length - 1);
    else if (found && numbers.includes(found[1])) show(numbers.indexOf(found[1]));
  }

  stepper.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) show(at + Number(button.dataset.step));
  });
  twin.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest(".scroll")) return;
    const position = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: numbers.length - 1 }[event.key];
    if (position === undefined) return;
    event.preventDefault();
    show(position);
  });
  twin.addEventListener("click", (event) => {
    const mark = event.target.closest(".m[data-n]");
    const position = mark ? numbers.indexOf(mark.dataset.n) : -1;
    if (position >= 0) show(position);
  });
  window.addEventListener("hashchange", openHash);
  openHash();
}

// Whether a mark stands clear of what sticks to the edges of the window.
function isInView(mark) {
  const { top, bottom } = mark.getBoundingClientRect();
  return top > 130 && bottom < window.innerHeight - 110;
}

// What a row of the list says, in one line: number, rule, where it stands, what it was and became.
function tell(row, total) {
  const heads = [...row.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const cells = [...row.cells].map((cell) => cell.textContent.trim());
  const rest = heads.slice(2).map((head, i) => `${head} ${cells[i + 2]}`);
  return `第 ${cells[0]} 处，共 ${total} 处：${cells[1]}；${rest.join("；")}`;
}
