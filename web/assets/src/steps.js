// Arrow keys lead from link to link of a list, Home and End to its ends; Tab goes past it. Each link works without this.
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function enhanceSteps(list) {
  const links = [...list.querySelectorAll("a[href]")];
  list.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    const position = { Home: 0, End: links.length - 1 }[event.key] ?? at + STEPS[event.key];
    if (!links[position]) return;
    event.preventDefault();
    links[position].focus();
  });
}
