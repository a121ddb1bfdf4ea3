// On a narrow screen the facets fold away behind their button.
export function enhanceFacets(results) {
  const button = results.querySelector(".facet-toggle");
  const facets = results.querySelector(".facets");
  if (!button || !facets) return;
  results.classList.add("js");
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = facets.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
}
