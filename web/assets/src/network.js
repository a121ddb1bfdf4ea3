// The network page: Cytoscape.js over the page's own JSON. The tables below the drawing hold the same.
import cytoscape from "cytoscape";

const holder = document.getElementById("drawing");
const elements = JSON.parse(document.getElementById("network-data").textContent);
const style = getComputedStyle(document.documentElement);
const colour = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
const largest = Math.max(1, ...elements.nodes.map((node) => node.data.links));

const network = cytoscape({
  container: holder,
  elements,
  minZoom: 0.15,
  maxZoom: 3,
  style: [
    {
      selector: "node",
      style: {
        label: "data(label)",
        width: (node) => 14 + 30 * Math.sqrt(node.data("links") / largest),
        height: (node) => 14 + 30 * Math.sqrt(node.data("links") / largest),
        "background-color": colour("--mechanism", "#1f5596"),
        color: colour("--ink", "#1a2431"),
        "font-family": getComputedStyle(document.body).fontFamily,
        "font-size": 13,
        "min-zoomed-font-size": 4,
        "text-wrap": "wrap",
        "text-max-width": 120,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-background-color": "#fff",
        "text-background-opacity": 0.8,
        "text-background-padding": 1,
      },
    },
    { selector: 'node[kind="organization"]', style: { "background-color": colour("--organization", "#2c6e49"), shape: "round-rectangle" } },
    { selector: 'node[kind="region"]', style: { "background-color": colour("--region", "#2c6e49"), shape: "diamond", "font-size": 16, "font-weight": 600 } },
    { selector: "edge", style: { width: 1.5, "line-color": "#b9c3d1", "curve-style": "haystack" } },
    { selector: "edge.near", style: { width: 3, "line-color": colour("--blue", "#1f5596") } },
    { selector: ".far", style: { opacity: 0.2 } },
  ],
  layout: {
    name: "cose", animate: false, randomize: false, nodeRepulsion: 9000, idealEdgeLength: 55, nodeOverlap: 12,
    componentSpacing: 48, padding: 16,
  },
});

if (network.zoom() > 1.3) network.zoom(1.3) && network.center(); // a small network is not blown up

network.on("mouseover", "node", ({ target }) => {
  const near = target.closedNeighborhood();
  network.elements().not(near).addClass("far");
  near.edges().addClass("near");
  holder.style.cursor = "pointer";
});
network.on("mouseover", "edge", ({ target }) => {
  target.addClass("near");
  holder.style.cursor = "pointer";
});
network.on("mouseout", "node, edge", () => {
  network.elements().removeClass("far near");
  holder.style.cursor = "";
});
network.on("tap", "node, edge", ({ target }) => window.location.assign(target.data("href")));
holder.dataset.drawn = network.nodes().length; // says that the drawing stands
